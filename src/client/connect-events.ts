import type { EventMeta, KitCore } from './kit-core.ts'

/** A line of the `logs` channel, as the reference server publishes it. */
export interface LogLineEvent {
  /** The line itself; may hold ANSI escape codes. */
  text: string
  /** Which run or build the line belongs to. @defaultValue none */
  thread_id?: string
  /** Any usual level word. @defaultValue none */
  level?: string
  /** When the line was written, ISO 8601. @defaultValue none */
  timestamp?: string
  /** Whatever else the publisher put into the payload. */
  [key: string]: unknown
}

/** Something that goes on until it is ended. */
export interface Connected {
  /** Stops listening and releases the channel; idempotent. */
  disconnect: () => void
}

/** Which channel and event to listen to instead of the usual ones. */
export interface EventSource {
  /** The channel's name. @defaultValue `'logs'` for log lines, `'admin'` for admin events */
  channel?: string
  /** The event's name. @defaultValue `'log'` for log lines, `'admin_event'` for admin events */
  event?: string
}

/** Listens to log lines; subscribes for as long as it is connected. */
export function connectLogs(
  core: KitCore,
  onLine: (line: string, threadId: string | null, entry: LogLineEvent, meta: EventMeta) => void,
  { channel = 'logs', event = 'log' }: EventSource = {},
): Connected {
  return connect(core, channel, event, (payload, meta) => {
    const entry = payload as LogLineEvent
    onLine(entry.text, entry.thread_id ?? null, entry, meta)
  })
}

/** Listens to events of workflow runs, for admins. */
export function connectAdminEvents(
  core: KitCore,
  onEvent: (payload: unknown, meta: EventMeta) => void,
  { channel = 'admin', event = 'admin_event' }: EventSource = {},
): Connected {
  return connect(core, channel, event, onEvent)
}

function connect(
  core: KitCore,
  channel: string,
  event: string,
  handler: (payload: unknown, meta: EventMeta) => void,
): Connected {
  const stop = core.hear(channel, event, handler)
  const lease = core.subscribe(channel)
  return {
    disconnect() {
      stop()
      lease.release()
    },
  }
}
