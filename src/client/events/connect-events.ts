import { adminEvents, logEvents, type LogLineEvent } from '../../channels/index.ts'
import type { EventMeta, KitCore } from '../core/kit-core.ts'
import { withLease } from '../subscriptions/with-lease.ts'
import { isRecord, readFields } from '../log/store/line-fields.ts'

/** A running subscription. */
export interface Subscription {
  /** Stops listening and releases the channel; idempotent. */
  disconnect: () => void
}

/** A channel and event other than the defaults. */
export interface ConnectEventsOptions {
  /**
   * The channel's name; `private-admin` for servers with channel policies. @defaultValue `'logs'` for log
   * lines, `'admin'` for admin events
   */
  channel?: string
  /** The event's name. @defaultValue `'log'` for log lines, `'admin_event'` for admin events */
  event?: string
}

/** Subscribes and listens to log lines, until `disconnect()`. */
export function connectLogs(
  core: KitCore,
  onLine: (line: string, threadId: string | null, entry: LogLineEvent, meta: EventMeta) => void,
  { channel = logEvents.channel, event = logEvents.event }: ConnectEventsOptions = {},
): Subscription {
  return connect(core, channel, event, (payload, meta) => {
    // The same parsing as in `LogViewer`: the payload may have any shape.
    const { text, thread } = readFields({ seq: null, event, data: payload, timestamp: 0 }, null)
    onLine(text, thread || null, isRecord(payload) ? { ...payload, text } : { text }, meta)
  })
}

/** Subscribes and listens to admin events, until `disconnect()`. */
export function connectAdminEvents(
  core: KitCore,
  onEvent: (payload: unknown, meta: EventMeta) => void,
  { channel = adminEvents.channel, event = adminEvents.event }: ConnectEventsOptions = {},
): Subscription {
  return connect(core, channel, event, onEvent)
}

function connect(
  core: KitCore,
  channel: string,
  event: string,
  handler: (payload: unknown, meta: EventMeta) => void,
): Subscription {
  return { disconnect: withLease(core.subscribe(channel), core.on(channel, event, handler)) }
}
