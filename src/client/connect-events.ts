import type { EventMeta, KitCore } from './kit-core.ts'

/** A line of the `logs` channel, as the reference server publishes it. */
export interface LogLineEvent {
  text: string
  thread_id?: string
  level?: string
  /** ISO 8601 */
  timestamp?: string
  [key: string]: unknown
}

/** Ends what it stands for. Idempotent. */
export interface Connected {
  disconnect: () => void
}

/** Where the events come. */
export interface EventSource {
  channel?: string
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
