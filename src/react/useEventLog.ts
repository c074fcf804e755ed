'use client'
import { useMemo, useSyncExternalStore } from 'react'
import { createLogRegistry, emptyLog } from '../client/internal.ts'
import type { EventLog, EventLogOptions, EventLogSnapshot, EventName, PayloadOf } from '../client/index.ts'
import type { KitCore, PreparedLog, WithType } from '../client/internal.ts'
import { useKit } from './kit-context.ts'
import { useLatest } from '../primitives/react.ts'

/** Options of {@link useEventLog}. */
export interface UseEventLogOptions<T = unknown> extends Omit<EventLogOptions<T>, 'channel'> {
  /** The channel's name; with null, undefined or an empty string the log stays empty. */
  channel: string | null | undefined
}

/** The result of {@link useEventLog}. */
export interface UseEventLogResult<T = unknown>
  extends
    Pick<
      EventLogSnapshot,
      'status' | 'size' | 'total' | 'dropped' | 'gaps' | 'paused' | 'pending' | 'hasOlder' | 'error'
    >,
    Pick<EventLog<T>, 'pause' | 'resume' | 'clear' | 'loadOlder' | 'retry'> {
  /**
   * The entries, as an immutable view. It is a new object after each change, so that values computed from it during
   * render are recomputed. `log.source` is the log itself, the same object while the channel is the same.
   */
  log: EventLog<T>
}

/**
 * Reads a channel as a log: first its history, then every event exactly once and in order. Missed events are fetched
 * from the history. Renders at most once per frame. Readers of one channel share one log, with the largest capacity of
 * all and the `columns` and `history` of the first.
 *
 * @throws {@link ProviderMissingError} outside of `PusherProvider`
 * @example
 * ```ts
 * const { log, status, total } = useEventLog<{ text: string }>({ channel: 'logs', event: 'log' })
 * const newest = log.at(-1)
 * ```
 */
export function useEventLog<
  const Name extends string,
  const Event extends EventName<Name> = EventName<Name>,
  Data extends PayloadOf<Name, Event> = PayloadOf<Name, Event>,
>(
  options: Omit<UseEventLogOptions<Data>, 'channel' | 'event'> & {
    channel: Name | null | undefined
    event?: Event | undefined
  },
): UseEventLogResult<Data>
export function useEventLog<T = never>(
  ...call: WithType<T, [options: UseEventLogOptions<NoInfer<T>>]>
): UseEventLogResult<T>
export function useEventLog<T>(options: UseEventLogOptions<T>): UseEventLogResult<T> {
  const kit = useKit('useEventLog')
  const source = useLog(kit, options)
  const log = useSyncExternalStore(source.subscribe, source.getView, source.getView)
  return useMemo(() => {
    const { status, size, total, dropped, gaps, paused, pending, hasOlder, error } = log.snapshot
    const { pause, resume, clear, loadOlder, retry } = log
    const state = { status, size, total, dropped, gaps, paused, pending, hasOlder, error }
    return { log, ...state, pause, resume, clear, loadOlder, retry }
  }, [log])
}

/** The log by the value of its options; functions in them may change at every render. */
function useLog<T>(kit: KitCore, options: UseEventLogOptions<T>): PreparedLog<T> {
  const { channel, event, capacity, preload, history, columns, pausedInitially } = options
  const latest = useLatest(options)
  const hasColumns = columns !== undefined
  const source = typeof history === 'function' ? 'function' : history
  return useMemo(() => {
    if (!channel) return emptyLog<T>()
    const { columns: accessors } = hasColumns ? latest.current : {}
    return kit.feature(createLogRegistry).prepare<T>({
      channel,
      event,
      ...(accessors && { columns: accessors }),
      ...(capacity !== undefined && { capacity }),
      ...(preload !== undefined && { preload }),
      ...(pausedInitially !== undefined && { pausedInitially }),
      ...(source === 'function'
        ? { history: (request) => (latest.current.history as (page: typeof request) => never)(request) }
        : source && { history: source }),
    })
  }, [kit, latest, channel, event, capacity, preload, source, hasColumns, pausedInitially])
}
