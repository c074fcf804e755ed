import { matchChannel } from '../channels/index.ts'
import type { ChannelDefinition, ChannelDefinitions } from '../channels/index.ts'
import { limits } from '../protocol/index.ts'
import type { NumberedEvent } from './batch-packing.ts'
import type { Message } from './broadcaster/broadcaster.ts'
import type { AppendResult, EventData, EventStore, NewEvent } from './event-store.ts'
import { invalidField } from './http-error.ts'
import { logChannel } from './log-entry.ts'
import type { Outbox } from './outbox.ts'
import { assertPayloadSize, persistedPayload } from './payload.ts'
import { validPayload } from './schema.ts'
import { serially } from './serially.ts'

/** Events of one channel that go out together. */
export interface Publication {
  channel: string
  events: readonly { event: string; data: unknown; timestamp?: number; threadId?: string }[]
  /** Left out: the connection that caused the events. */
  socketId?: string | undefined
  /** The same key again publishes nothing. */
  idempotencyKey?: string | undefined
}

export interface PublisherParts {
  channels: ChannelDefinitions
  store: EventStore
  outbox: Outbox
  send: (messages: readonly Message[]) => Promise<void>
}

export interface Publisher {
  /**
   * Checks, numbers, stores and broadcasts. A persisted channel's events are stored when this resolves and
   * broadcast soon after; others are broadcast when it resolves.
   *
   * @returns the numbers that the events got; null on channels that are not persisted
   * @throws HttpError for what the caller got wrong
   */
  publish(publication: Publication): Promise<AppendResult | null>
}

/** The demo's `logs` is persisted even where nobody declared it. */
const undeclaredLogs: ChannelDefinition = {
  events: {},
  persist: true,
  batch: { windowMs: 100, maxBytes: 8192 },
}
const reservedEvent = /^(pusher:|pusher_internal:|client-|kit:)/

export function createPublisher({ channels, store, outbox, send }: PublisherParts): Publisher {
  const inOrder = serially()

  async function publishNumbered(
    { channel, socketId, idempotencyKey }: Publication,
    events: readonly NewEvent[],
    definition: ChannelDefinition,
  ): Promise<AppendResult> {
    const key = idempotencyKey === undefined ? {} : { idempotencyKey }
    // One append at a time per channel, so that this server broadcasts in the order of the numbers.
    return inOrder(channel, async () => {
      const result = await store.append({ channel, events, ...key })
      if (!result.repeated) outbox.add(channel, numbered(channel, events, result, socketId), definition.batch)
      return result
    })
  }

  return {
    async publish(publication) {
      const { channel, socketId } = publication
      const definition =
        matchChannel(channels, channel)?.definition ?? (channel === logChannel ? undeclaredLogs : undefined)
      for (const { event } of publication.events) assertEventName(event)
      const checked = []
      for (const event of publication.events) {
        const data = await validPayload(definition?.events[event.event], event.data)
        checked.push({ ...event, data })
      }
      if (definition?.persist) {
        const events = checked.map(({ data, timestamp = Date.now(), ...rest }): NewEvent => ({
          ...rest,
          timestamp,
          data: persistedPayload(data, 'data'),
        }))
        return publishNumbered(publication, events, definition)
      }
      await send(checked.map(({ event, data }) => plain(channel, event, data, socketId)))
      return null
    },
  }
}

function assertEventName(event: string): void {
  if (event === '' || event.length > limits.eventName) {
    throw invalidField('event', `Expected an event name of 1 to ${limits.eventName} characters.`)
  }
  if (reservedEvent.test(event)) {
    throw invalidField('event', 'Expected an event name without the prefixes pusher:, client- and kit:.')
  }
}

function plain(channel: string, event: string, data: unknown, socketId: string | undefined): Message {
  const json = JSON.stringify(data ?? null)
  assertPayloadSize(json, limits.eventData, 'data')
  return { channels: [channel], event, data: json, ...(socketId === undefined ? {} : { socketId }) }
}

function numbered(
  channel: string,
  events: readonly { event: string; data: EventData }[],
  { firstSeq, epoch }: AppendResult,
  socketId: string | undefined,
): NumberedEvent[] {
  return events.map(({ event, data }, index) => ({
    channel,
    event,
    data,
    seq: firstSeq + index,
    epoch,
    socketId,
  }))
}
