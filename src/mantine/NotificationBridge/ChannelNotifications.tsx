import { useEffect, useRef } from 'react'
import { type EventMeta, useEventLog, usePusherActions } from '../../index.ts'
import { useLatest } from '../../primitives/react.ts'

/** How an event arrived: live, or from the history because the client was not connected when it was sent. */
export type Arrival = 'live' | 'earlier'

export interface ChannelEvent {
  payload: unknown
  /** `timestamp` is the time of an earlier event, epoch ms. */
  meta: EventMeta & { timestamp?: number }
  arrival: Arrival
}

export interface ChannelNotificationsProps {
  channel: string
  isMapped: (event: string) => boolean
  withHistory: boolean
  /** Whether events of the first page of history were missed too; null until the inbox is loaded. */
  isReturning: boolean | null
  onEvent: (event: ChannelEvent) => void
}

/** Numbers that are kept until the log contains them. If access to the history is denied, it never does. */
const remembered = 10_000

function remember(received: Set<number>, seq: number): void {
  received.add(seq)
  for (const oldest of received) {
    if (received.size <= remembered) return
    received.delete(oldest)
  }
}

/** Listens to one channel; renders nothing. */
export function ChannelNotifications(props: ChannelNotificationsProps) {
  const { channel, isMapped, withHistory, isReturning, onEvent } = props
  const received = useRef(new Set<number>())

  const onLiveEvent = (payload: unknown, meta: EventMeta) => {
    if (withHistory && meta.seq !== null) remember(received.current, meta.seq)
    onEvent({ payload, meta, arrival: 'live' })
  }
  const { listen } = usePusherActions()
  const latestHandler = useLatest((payload: unknown, meta: EventMeta) => {
    if (isMapped(meta.event)) onLiveEvent(payload, meta)
  })
  // Listens to every event, because the built-in maps include events that the channel need not declare.
  useEffect(
    () => listen(channel, (_event, payload, meta) => latestHandler.current(payload, meta)),
    [listen, channel, latestHandler],
  )

  return withHistory ? (
    <MissedEvents
      channel={channel}
      isMapped={isMapped}
      received={received}
      isReturning={isReturning}
      onEvent={onEvent}
    />
  ) : null
}

interface MissedEventsProps extends Omit<ChannelNotificationsProps, 'withHistory'> {
  received: React.RefObject<Set<number>>
}

/** How many of the newest entries are searched for missed events. */
const capacity = 1000

/**
 * Passes on events of the channel's log that the live listener did not receive. They may be anywhere in the log: a gap
 * is filled in the middle, and a history whose first read failed is added before live events.
 */
function MissedEvents({ channel, isMapped, received, isReturning, onEvent }: MissedEventsProps) {
  const { log, status, total, error } = useEventLog({ channel, capacity })
  /** Entries of the log when it had this total, by number and time: a server may restart its numbers. */
  const looked = useRef<{ total: number; entries: ReadonlySet<string> }>(null)

  useEffect(() => {
    if (status === 'loading' || isReturning === null || looked.current?.total === total) return
    // The first page of history is not loaded yet.
    if (!looked.current && error) return
    const before = looked.current?.entries
    const floor = before || isReturning ? 0 : Math.min(...received.current)
    const entries = new Set<string>()
    looked.current = { total, entries }
    for (const { seq, event, data, timestamp } of log.slice(-capacity)) {
      if (seq === null) continue
      const entry = `${seq} ${timestamp}`
      entries.add(entry)
      if (before?.has(entry)) continue
      // It was received live, so its number is no longer needed.
      if (received.current.delete(seq) || seq < floor || !isMapped(event)) continue
      const meta = { channel, event, seq, epoch: null, userId: null, timestamp }
      onEvent({ payload: data, meta, arrival: 'earlier' })
    }
  })
  return null
}
