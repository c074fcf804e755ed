import { batchEvent, markPayload, packBatch } from '../../channels/internal.ts'
import type { Message } from '../broadcaster/broadcaster.ts'
import { byteLength } from './payload.ts'

/** An event that has a number but is not broadcast yet. */
export interface NumberedEvent {
  channel: string
  event: string
  /** The payload, an object, as JSON text. */
  json: string
  seq: number
  epoch: string
  socketId: string | undefined
}

/** A message, and the numbered events in it. */
export interface PackedMessage {
  message: Message
  /** In order; at least one. */
  events: readonly NumberedEvent[]
}

/** The event as a separate message. */
export function single(event: NumberedEvent): PackedMessage {
  const { channel, event: name, json, seq, epoch, socketId } = event
  return { message: message(channel, name, markPayload(json, seq, epoch), socketId), events: [event] }
}

/**
 * Packs consecutive runs of the same event into as few messages as possible. A single event is sent without a batch.
 *
 * @param maxBytes - maximum size of a message's payload, bytes
 * @param most - maximum number of messages; the remaining events are omitted
 */
export function pack(events: readonly NumberedEvent[], maxBytes: number, most: number): PackedMessage[] {
  const messages: PackedMessage[] = []
  let run: NumberedEvent[] = []
  let bytes = 0

  const flush = () => {
    const [first] = run
    if (first) messages.push(run.length === 1 ? single(first) : batch(first, run))
    run = []
    bytes = 0
  }

  for (const event of events) {
    const size = byteLength(event.json) + 1
    const last = run.at(-1)
    if (last && (!continues(last, event) || bytes + size > maxBytes)) flush()
    if (messages.length === most) return messages
    if (run.length === 0) bytes = byteLength(batch(event, []).message.data)
    run.push(event)
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

function batch(first: NumberedEvent, run: readonly NumberedEvent[]): PackedMessage {
  const { channel, event, seq, epoch, socketId } = first
  const items = run.map(({ json }) => json)
  const data = packBatch(event, items, seq, epoch)
  return { message: message(channel, batchEvent, data, socketId), events: run }
}

function message(channel: string, event: string, data: string, socketId: string | undefined): Message {
  return { channels: [channel], event, data, ...(socketId === undefined ? {} : { socketId }) }
}
