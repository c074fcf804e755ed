import { defineChannels, type } from 'react-pusher-kit/channels'

/** One line, as `pipe` and the dev server's own log send it. */
interface LogEntry {
  text: string
  thread_id: string
  level: string
  /** ISO 8601 */
  timestamp: string
}

export const channels = defineChannels({
  logs: { events: { log: type<LogEntry>() }, persist: true },
  admin: { events: { admin_event: type<Record<string, unknown>>() }, persist: true },
  'private-admin': { events: { admin_event: type<Record<string, unknown>>() }, persist: true },
})

/** A run of this many lines is there at once, with filters over all of it: the server is next door. */
export const logCapacity = 100_000
