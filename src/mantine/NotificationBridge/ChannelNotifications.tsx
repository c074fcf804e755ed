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

/** Listens to one channel; renders nothing. */
export function ChannelNotifications(props: ChannelNotificationsProps) {
  const { channel, events, withHistory, isReturning, onEvent } = props
  const heard = useRef(new Set<number>())

  const hear = (payload: unknown, meta: EventMeta) => {
    if (withHistory && meta.seq !== null) heard.current.add(meta.seq)
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

/** Follows the channel's log, and hands on what the live listener never heard. */
function MissedEvents({ channel, events, heard, isReturning, onEvent }: MissedEventsProps) {
  const { log, status, total } = useEventLog({ channel, capacity: 1000 })
  const next = useRef<number | null>(null)

  useEffect(() => {
    if (status === 'loading' || isReturning === null) return
    const { dropped } = log.getSnapshot()
    const isFirst = next.current === null
    const from = Math.max(next.current ?? 0, dropped)
    next.current = total
    if (isFirst && !isReturning) {
      heard.current.clear()
      return
    }
    for (const { seq, event, data, timestamp } of log.slice(from - dropped, total - dropped)) {
      if (seq === null || !events.includes(event)) continue
      // Heard live; the set need not remember it any longer.
      if (heard.current.delete(seq)) continue
      const meta = { channel, event, seq, epoch: null, userId: null, timestamp }
      onEvent({ payload: data, meta, arrival: 'earlier' })
    }
  })
  return null
}
