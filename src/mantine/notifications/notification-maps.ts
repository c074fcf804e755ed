import type { EventMeta } from '../../index.ts'
import type { NotificationData, NotificationSeverity } from './notification-data.ts'
import { safeLink } from './safe-link.ts'

/** Turns an event into a notification, or into nothing. */
export type NotificationMap<T = unknown> = (payload: T, meta: EventMeta) => NotificationData | null

type Fields = Readonly<Record<string, unknown>>

function fieldsOf(payload: unknown, event: string): Fields {
  if (typeof payload === 'object' && payload !== null) return payload as Fields
  throw new TypeError(
    `Expected the payload of "${event}" to be an object, but got ${payload === null ? 'null' : typeof payload}. ` +
      'Give NotificationBridge a map of your own for this event.',
  )
}

function text(fields: Fields, ...names: string[]): string | undefined {
  for (const name of names) {
    const value = fields[name]
    if (typeof value === 'string' && value !== '') return value
    if (typeof value === 'number') return String(value)
  }
  return undefined
}

function need(value: string | undefined, event: string, field: string): string {
  if (value !== undefined) return value
  throw new TypeError(
    `Expected the payload of "${event}" to have "${field}", but got none. ` +
      'Send it, or give NotificationBridge a map of your own for this event.',
  )
}

const severities: Readonly<Record<string, NotificationSeverity>> = {
  success: 'success',
  warning: 'warning',
  warn: 'warning',
  error: 'error',
  danger: 'error',
}

/** `notification`: `{ title, message, type }`. */
function fromNotification(payload: unknown): NotificationData {
  const fields = fieldsOf(payload, 'notification')
  const title = text(fields, 'title')
  const id = text(fields, 'id', 'notification_id')
  const href = safeLink(text(fields, 'url', 'link', 'href'))
  return {
    message: need(text(fields, 'message', 'body') ?? title, 'notification', 'message'),
    severity: severities[text(fields, 'type', 'severity', 'level') ?? ''] ?? 'info',
    ...(title === undefined ? {} : { title }),
    ...(id === undefined ? {} : { id }),
    ...(href === undefined ? {} : { action: { label: 'Open', href } }),
  }
}

/** `content.generated`: `{ title, url }`, and what usually goes with it. */
function fromContent(payload: unknown): NotificationData {
  const fields = fieldsOf(payload, 'content.generated')
  const id = text(fields, 'content_id', 'contentId', 'id')
  const href = safeLink(text(fields, 'url', 'link', 'href'))
  return {
    title: 'Content is ready',
    message: text(fields, 'title', 'name', 'message', 'type') ?? need(id, 'content.generated', 'title'),
    severity: 'success',
    ...(id === undefined ? {} : { id: `content:${id}` }),
    ...(href === undefined ? {} : { action: { label: 'Open', href } }),
  }
}

const finished = /^(done|complete|completed|success|succeeded|finished)$/iu
const broken = /^(failed|failure|error|cancelled|canceled)$/iu
const waiting = /^(queued|pending|waiting)$/iu

/** `progress.updated`: `{ task_id, status, progress }`; one notification per task, updated in place. */
function fromProgress(payload: unknown): NotificationData {
  const fields = fieldsOf(payload, 'progress.updated')
  const task = need(text(fields, 'task_id', 'taskId', 'id'), 'progress.updated', 'task_id')
  const percent = Number(text(fields, 'progress', 'percent', 'percentage') ?? Number.NaN)
  const status = text(fields, 'status', 'state') ?? ''
  const done = finished.test(status) || (percent >= 100 && !broken.test(status))
  const failed = broken.test(status)
  const href = safeLink(text(fields, 'url', 'result_url', 'link'))
  const running = Number.isFinite(percent) ? `${Math.round(percent)} %` : 'Running'
  const word = done ? 'Done' : failed ? 'Failed' : waiting.test(status) ? 'Queued' : running
  const message = text(fields, 'message', 'error')
  return {
    id: `task:${task}`,
    dedupeKey: `task:${task}`,
    title: text(fields, 'title', 'name', 'label') ?? `Task ${task}`,
    message: message ? `${word}: ${message}` : word,
    severity: done ? 'success' : failed ? 'error' : 'info',
    ...(failed ? {} : { progress: done ? 100 : Number.isFinite(percent) ? Math.max(0, percent) : null }),
    ...(href === undefined ? {} : { action: { label: 'Open', href } }),
  }
}

/**
 * Ready maps for the usual events; your own of the same name takes precedence.
 *
 * `notification` takes `{ title, message, type }`, `content.generated` `{ title, url }`, `progress.updated`
 * `{ task_id, status, progress }`.
 *
 * @example
 * ```tsx
 * import { NotificationBridge, notificationMaps } from 'react-pusher-kit/mantine'
 *
 * export const Notifications = () => (
 *   <NotificationBridge
 *     channel={`private-user-${user.id}`}
 *     map={{ 'job.finished': (payload) => notificationMaps['content.generated'](payload) }}
 *   />
 * )
 * ```
 */
export const notificationMaps = {
  notification: fromNotification,
  'content.generated': fromContent,
  'progress.updated': fromProgress,
} satisfies Record<string, NotificationMap>
