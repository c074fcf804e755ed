/**
 * Channel and event of log lines. The server publishes them; `connectLogs` and `LogViewer` listen to them.
 *
 * @example
 * ```ts
 * const { log } = useEventLog(logEvents)
 * ```
 */
export const logEvents = {
  /** The channel of log lines. */
  channel: 'logs',
  /** The event of a line, whose payload is a {@link LogLineEvent}. */
  event: 'log',
} as const

/**
 * Channel and event of workflow runs. The server publishes them; `connectAdminEvents` and `RunStatus` listen to them.
 *
 * @example
 * ```ts
 * usePusherChannel(adminEvents.privateChannel, adminEvents.event, (payload) => show(readRunEvent(payload)))
 * ```
 */
export const adminEvents = {
  /** The public channel of admin events. */
  channel: 'admin',
  /** The private channel of admin events, for servers with channel policies. */
  privateChannel: 'private-admin',
  /** The event's name. The payload of a workflow run's event is a {@link RunEventMessage}. */
  event: 'admin_event',
} as const

/** A line of the `logs` channel, as the reference server publishes it. */
export interface LogLineEvent {
  /** The text; may contain ANSI escape codes. */
  text: string
  /** Id of the run or build that the line belongs to. @defaultValue none */
  thread_id?: string
  /** A common level name, such as `warn`. @defaultValue none */
  level?: string
  /** When the line was written, ISO 8601. @defaultValue none */
  timestamp?: string
  /** Further fields of the payload. */
  [key: string]: unknown
}

/** A change in a workflow run. */
export interface RunEventData {
  /** Id of the run. */
  thread_id: string
  /** The type of the change, such as `checkpoint_saved`. */
  event_type: string
  /** Id of the run's latest checkpoint. @defaultValue none */
  checkpoint_id?: string | null
  /** Status of the run, such as `running`. @defaultValue none */
  status?: string | null
  /** A message for users. @defaultValue none */
  message?: string | null
}

/**
 * The payload of an `admin_event` of a workflow run.
 *
 * @example
 * ```ts
 * import { defineChannels, type, type RunEventMessage } from 'react-pusher-kit/channels'
 *
 * export const channels = defineChannels({
 *   'private-admin': { events: { admin_event: type<RunEventMessage>() }, persist: true },
 * })
 * ```
 */
export interface RunEventMessage {
  /** Always `run_event`; other admin events have other types. */
  type: 'run_event'
  /** The change. */
  data: RunEventData
}

/**
 * Reads a workflow run's event from the payload of an `admin_event`. Accepts the payload with and without its
 * envelope, and camelCase names such as `threadId`.
 *
 * @returns null when the payload is not a workflow run's event
 * @example
 * ```ts
 * const run = readRunEvent({ type: 'run_event', data: { thread_id: 'run-1', event_type: 'started' } })
 * if (run) show(run.thread_id, run.event_type, run.status)
 * ```
 */
export function readRunEvent(payload: unknown): Required<RunEventData> | null {
  if (typeof payload !== 'object' || payload === null) return null
  const { type, data } = payload as Partial<Record<keyof RunEventMessage, unknown>>
  const isEnvelope = typeof data === 'object' && data !== null
  if (isEnvelope && type !== 'run_event') return null
  const fields = (isEnvelope ? data : payload) as Fields
  const thread = textOf(fields.thread_id) ?? textOf(fields.threadId)
  if (thread === null) return null
  return {
    thread_id: thread,
    event_type: textOf(fields.event_type) ?? textOf(fields.eventType) ?? textOf(fields.type) ?? 'run_event',
    checkpoint_id: textOf(fields.checkpoint_id) ?? textOf(fields.checkpointId),
    status: textOf(fields.status),
    message: textOf(fields.message) ?? textOf(fields.error),
  }
}

/** The fields in snake case and camel case, not yet validated. */
type Fields = Partial<
  Record<keyof RunEventData | 'threadId' | 'eventType' | 'checkpointId' | 'type' | 'error', unknown>
>

/** Accepts numbers, because ids may be numeric. Other values would be shown as `[object Object]`. */
function textOf(value: unknown): string | null {
  if (typeof value === 'number') return String(value)
  return typeof value === 'string' && value !== '' ? value : null
}
