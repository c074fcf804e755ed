import { useEffect, useRef } from 'react'
import { type EventMeta, useEventLog, usePusherChannel } from '../../index.ts'

/** How an event came: just now, or out of history because nobody was connected when it happened. */
export type Arrival = 'live' | 'earlier'

export interface ChannelEvent {
  payload: unknown
  /** `timestamp` is when an earlier event happened, epoch ms. */
  meta: EventMeta & { timestamp?: number }
  arrival: Arrival
}

export interface ChannelNotificationsProps {
  channel: string
  events: readonly string[]
  withHistory: boolean
  /** What the first page of history brings was missed, too; null until the inbox knows. */
  isReturning: boolean | null
  onEvent: (event: ChannelEvent) => void
}

/** Numbers remembered while a log does not show them, which it never will where the history is denied. */
const remembered = 10_000

function remember(heard: Set<number>, seq: number): void {
  heard.add(seq)
  for (const oldest of heard) {
    if (heard.size <= remembered) return
    heard.delete(oldest)
  }
}

/** Listens to one channel; renders nothing. */
export function ChannelNotifications(props: ChannelNotificationsProps) {
  const { channel, events, withHistory, isReturning, onEvent } = props
  const heard = useRef(new Set<number>())

  const hear = (payload: unknown, meta: EventMeta) => {
    if (withHistory && meta.seq !== null) remember(heard.current, meta.seq)
    onEvent({ payload, meta, arrival: 'live' })
  }
  usePusherChannel(channel, Object.fromEntries(events.map((event) => [event, hear])))

  return withHistory ? (
    <MissedEvents
      channel={channel}
      events={events}
      heard={heard}
      isReturning={isReturning}
      onEvent={onEvent}
    />
  ) : null
}

interface MissedEventsProps extends Omit<ChannelNotificationsProps, 'withHistory'> {
  heard: React.RefObject<Set<number>>
}

/** How many of the newest entries are looked through for what was missed. */
const capacity = 1000

/**
 * Follows the channel's log, and hands on what the live listener never heard, at whichever end of the log it comes:
 * a gap is filled in the middle, and a history that could not be read at first comes before what is live.
 */
function MissedEvents({ channel, events, heard, isReturning, onEvent }: MissedEventsProps) {
  const { log, status, total, error } = useEventLog({ channel, capacity })
  /** What was in the log when it had this total: number and time, for a server may count anew. */
  const looked = useRef<{ total: number; entries: ReadonlySet<string> }>(null)

  useEffect(() => {
    if (status === 'loading' || isReturning === null || looked.current?.total === total) return
    // The first page is still to come; only then is it known what there was before.
    if (!looked.current && error) return
    const before = looked.current?.entries
    const floor = before || isReturning ? 0 : Math.min(...heard.current)
    const entries = new Set<string>()
    looked.current = { total, entries }
    for (const { seq, event, data, timestamp } of log.slice(-capacity)) {
      if (seq === null) continue
      const entry = `${seq} ${timestamp}`
      entries.add(entry)
      if (before?.has(entry)) continue
      // Heard live; the set need not remember it any longer.
      if (heard.current.delete(seq) || seq < floor || !events.includes(event)) continue
      const meta = { channel, event, seq, epoch: null, userId: null, timestamp }
      onEvent({ payload: data, meta, arrival: 'earlier' })
    }
  })
  return null
}
