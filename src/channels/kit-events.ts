/**
 * Where log lines travel: the server publishes there, `connectLogs` and `LogViewer` read there.
 *
 * @example
 * ```ts
 * const { log } = useEventLog(logEvents)
 * ```
 */
export const logEvents = {
  /** The channel of log lines. */
  channel: 'logs',
  /** The event that carries a line, a {@link LogLineEvent}. */
  event: 'log',
} as const

/**
 * Where events of workflow runs travel: the server publishes there, `connectAdminEvents` and `RunStatus` read there.
 *
 * @example
 * ```ts
 * usePusherChannel(adminEvents.privateChannel, adminEvents.event, (payload) => show(readRunEvent(payload)))
 * ```
 */
export const adminEvents = {
  /** The channel of admin events that anybody may join. */
  channel: 'admin',
  /** The channel in its place where policies decide who may join. */
  privateChannel: 'private-admin',
  /** The event that carries them; of a workflow run, its payload is a {@link RunEventMessage}. */
  event: 'admin_event',
} as const

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

/** What happened in a workflow run. */
export interface RunEventData {
  /** Id of the run. */
  thread_id: string
  /** What happened, such as `checkpoint_saved`. */
  event_type: string
  /** Id of the checkpoint that the run reached. @defaultValue none */
  checkpoint_id?: string | null
  /** How the run is now, such as `running`. @defaultValue none */
  status?: string | null
  /** What the run reports, in a sentence. @defaultValue none */
  message?: string | null
}

/**
 * The payload of an `admin_event` that belongs to a workflow run.
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
  /** Always `run_event`: other admin events have other types. */
  type: 'run_event'
  /** What happened. */
  data: RunEventData
}

/**
 * What an `admin_event` says of a workflow run. Takes the payload with and without its envelope, and `threadId` for
 * `thread_id`.
 *
 * @returns null when the payload belongs to no run
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

/** Both spellings of what servers send; a value may be anything. */
type Fields = Partial<
  Record<keyof RunEventData | 'threadId' | 'eventType' | 'checkpointId' | 'type' | 'error', unknown>
>

/** Numbers are ids, too. Nothing else is text: an object would be shown as `[object Object]`. */
function textOf(value: unknown): string | null {
  if (typeof value === 'number') return String(value)
  return typeof value === 'string' && value !== '' ? value : null
}
