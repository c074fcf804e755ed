import { defineChannels, type } from 'react-pusher-kit/channels'

/** One line of `pipe`, or of the dev server's log. */
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

/** Maximum number of lines fetched at once, so that filters apply to a whole run. The server is on the same machine. */
export const logCapacity = 100_000
