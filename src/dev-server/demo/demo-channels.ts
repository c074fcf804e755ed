import { defineChannels, type } from '../../channels/index.ts'

/** A line of the console's log. */
export interface LogLine {
  text: string
  thread_id: string
  level: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal'
  /** ISO 8601. */
  timestamp: string
}

/** The events of a user's own channel. */
const userEvents = {
  notification: type<Record<string, unknown>>(),
  'user.notification': type<Record<string, unknown>>(),
  'content.generated': generatedContent(),
  'progress.updated': type<{ task_id: string; status: string; percent: number; message?: string }>(),
  'agent.status': type<Record<string, unknown>>(),
  'assessment.completed': type<Record<string, unknown>>(),
  'environment.created': type<Record<string, unknown>>(),
  test_message: type<Record<string, unknown>>(),
}

const sessionEvents = {
  'session.started': type<Record<string, unknown>>(),
  'session.ended': type<Record<string, unknown>>(),
}

/** The declared channels of `serve`: one of each kind that apps use. */
export const demoChannels = defineChannels({
  logs: {
    events: { log: type<LogLine>() },
    persist: true,
    batch: { windowMs: 100, maxBytes: 8192 },
  },
  'private-admin': { events: { admin_event: type<Record<string, unknown>>() }, persist: true },
  'dashboard-updates': { events: { 'analytics.event': type<Record<string, unknown>>() } },
  'private-encrypted-{topic}': { events: {} },
  'private-user-{userId}': { events: userEvents, clientEvents: {}, persist: true },
  'private-class-{classId}': { events: { ...userEvents, ...sessionEvents }, persist: true },
  'private-agent-{agentId}': { events: { 'agent.status': userEvents['agent.status'] }, persist: true },
  'presence-classroom-{roomId}': { events: sessionEvents, member: type<{ name: string }>() },
  'presence-admin': {
    events: { admin_event: type<Record<string, unknown>>() },
    member: type<{ name: string }>(),
  },
  'presence-session-{sessionId}': {
    events: sessionEvents,
    member: type<{ name: string }>(),
    clientEvents: { 'client-typing': type<{ typing: boolean }>() },
  },
  'public-{topic}': { events: {} },
})

const { 'private-admin': privateAdmin, ...publicChannels } = demoChannels

/** The same channels for open mode, in which run events are published on `admin`. */
export const openChannels = defineChannels({ ...publicChannels, admin: privateAdmin })

/** Reads `content_type` or the older `contentType`; the output has `content_type`. */
function generatedContent() {
  const shape = type<{ content_type: string; [field: string]: unknown }>()
  return {
    '~standard': {
      ...shape['~standard'],
      validate: (value: unknown) => {
        const { contentType, ...rest } = Object(value) as Record<string, unknown>
        const contentTypeText = rest['content_type'] ?? contentType
        return typeof contentTypeText === 'string'
          ? { value: { ...rest, content_type: contentTypeText } }
          : { issues: [{ message: 'Expected `content_type` to be a string.', path: ['content_type'] }] }
      },
    },
  }
}
