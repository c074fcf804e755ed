import { defineChannels, type } from '../channels/index.ts'

/** A line of the console's log. */
export interface LogLine {
  text: string
  thread_id: string
  level: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal'
  /** ISO 8601. */
  timestamp: string
}

/** The channels that `serve` knows. */
export const demoChannels = defineChannels({
  logs: {
    events: { log: type<LogLine>() },
    persist: true,
    batch: { windowMs: 100, maxBytes: 8192 },
  },
  'private-user-{userId}': { events: { notification: type<unknown>() }, clientEvents: {} },
  'presence-{room}': {
    events: {},
    member: type<{ name: string }>(),
    clientEvents: { 'client-typing': type<{ typing: boolean }>() },
  },
})
