import { batchEvent, kitKey } from '../../channels/index.ts'
import type { Message } from '../broadcaster/broadcaster.ts'
import type { EventData } from '../store/event-store.ts'
import { byteLength } from './payload.ts'

/** An event that got its number and is not broadcast yet. */
export interface NumberedEvent {
  channel: string
  event: string
  data: EventData
  seq: number
  epoch: string
  socketId: string | undefined
}

/** The event as a message of its own. */
export function single({ channel, event, data, seq, epoch, socketId }: NumberedEvent): Message {
  return message(channel, event, JSON.stringify({ ...data, [kitKey]: { seq, epoch } }), socketId)
}

/**
 * Packs contiguous runs of the same event into as few messages as fit; an event that stays alone is sent as
 * itself.
 *
 * @param maxBytes - of one message's payload
 */
export function pack(events: readonly NumberedEvent[], maxBytes: number): Message[] {
  const messages: Message[] = []
  let run: NumberedEvent[] = []
  let items: string[] = []
  let bytes = 0

  const flush = () => {
    const [first] = run
    if (first) messages.push(run.length === 1 ? single(first) : batch(first, items))
    run = []
    items = []
    bytes = 0
  }

  for (const event of events) {
    const item = JSON.stringify(event.data)
    const size = byteLength(item) + 1
    const last = run.at(-1)
    if (last && (!continues(last, event) || bytes + size > maxBytes)) flush()
    if (run.length === 0) bytes = byteLength(batch(event, []).data)
    run.push(event)
    items.push(item)
    bytes += size
  }
  flush()
  return messages
}

function continues(last: NumberedEvent, next: NumberedEvent): boolean {
  return (
    next.seq === last.seq + 1 &&
    next.epoch === last.epoch &&
    next.event === last.event &&
    next.socketId === last.socketId
  )
}

function batch(first: NumberedEvent, items: readonly string[]): Message {
  const kit = JSON.stringify({ seq: first.seq, epoch: first.epoch })
  const data = `{"${kitKey}":${kit},"event":${JSON.stringify(first.event)},"items":[${items.join(',')}]}`
  return message(first.channel, batchEvent, data, first.socketId)
}

function message(channel: string, event: string, data: string, socketId: string | undefined): Message {
  return { channels: [channel], event, data, ...(socketId === undefined ? {} : { socketId }) }
}
