import { matchChannel } from '../../channels/index.ts'
import type { ChannelDefinition, ChannelDefinitions } from '../../channels/index.ts'
import { channelKind, limits } from '../../protocol/index.ts'
import { BroadcastError } from '../broadcaster/broadcaster.ts'
import type { Message } from '../broadcaster/broadcaster.ts'
import { HttpError, invalidField } from '../request/http-error.ts'
import type { AppendResult, EventData, EventStore, NewEvent } from '../store/event-store.ts'
import type { NumberedEvent } from './batch-packing.ts'
import { logChannel } from './log-entry.ts'
import type { Outbox } from './outbox.ts'
import { assertPayloadSize, persistedPayload } from './payload.ts'
import { validPayload } from './schema.ts'
import { serially } from './serially.ts'

/** An event on its way out. */
export interface OutgoingEvent {
  event: string
  data: unknown
  /** Epoch ms. @defaultValue now */
  timestamp?: number
  /** What the history's `thread_id=` filters by. */
  threadId?: string
}

/** Events of one channel that go out together. */
export interface Publication {
  channel: string
  events: readonly OutgoingEvent[]
  /** Who caused the events; none means the server itself. */
  userId?: string
  /** Left out: the connection that caused the events. */
  socketId?: string | undefined
  /** The same key again publishes nothing. */
  idempotencyKey?: string | undefined
}

export interface PublisherParts {
  channels: ChannelDefinitions
  store: EventStore
  outbox: Outbox
  send: (messages: readonly Message[]) => Promise<unknown>
  /** Called for each channel whose events went out or were stored. */
  onPublished: (publication: Publication) => void
}

export interface Publisher {
  /**
   * Checks, numbers, stores and broadcasts. A persisted channel's events are stored when this resolves and
   * broadcast soon after; others are broadcast when it resolves.
   *
   * @returns the numbers that the events got; null on channels that are not persisted
   * @throws HttpError for what the caller got wrong, 503 when no backend can send
   */
  publish(publication: Publication): Promise<AppendResult | null>
  /** Several at once, one after the other. All are checked before the first goes out. */
  publishAll(publications: readonly Publication[]): Promise<(AppendResult | null)[]>
}

/** The demo's `logs` is persisted even where nobody declared it. */
const undeclaredLogs: ChannelDefinition = {
  events: {},
  persist: true,
  batch: { windowMs: 100, maxBytes: 8192 },
}
const reservedEvent = /^(pusher:|pusher_internal:|client-|kit:)/
/** What every backend and database can hold. */
const eventName = /^[^\p{Cc}\p{Cs}]+$/u

/** Publishes what was checked: it fails for nothing that the caller did. */
type Run = () => Promise<AppendResult | null>

export function createPublisher(parts: PublisherParts): Publisher {
  const { channels, store, outbox, send, onPublished } = parts
  const inOrder = serially()

  function definitionOf(channel: string): ChannelDefinition | undefined {
    return (
      matchChannel(channels, channel)?.definition ?? (channel === logChannel ? undeclaredLogs : undefined)
    )
  }

  async function check(publication: Publication): Promise<Run> {
    const { channel } = publication
    const definition = definitionOf(channel)
    const events = []
    for (const event of publication.events) {
      assertEventName(event.event)
      events.push({ ...event, data: await validPayload(definition?.events[event.event], event.data) })
    }
    return definition?.persist
      ? checkNumbered(publication, events, definition)
      : checkPlain(publication, events)
  }

  function checkNumbered(publication: Publication, events: OutgoingEvent[], { batch }: ChannelDefinition) {
    const { channel, socketId, idempotencyKey } = publication
    const now = Date.now()
    const rows = events.map(({ data, timestamp = now, ...rest }): NewEvent => ({
      ...rest,
      timestamp,
      data: persistedPayload(data, 'data'),
    }))
    const key = idempotencyKey === undefined ? {} : { idempotencyKey }
    // One append at a time per channel, so that this server broadcasts in the order of the numbers.
    return () =>
      inOrder(channel, async () => {
        const result = await store.append({ channel, events: rows, ...key })
        if (result.repeated) return result
        outbox.add(channel, numbered(channel, rows, result, socketId), batch)
        onPublished(publication)
        return result
      })
  }

  function checkPlain(publication: Publication, events: OutgoingEvent[]) {
    const { channel, socketId } = publication
    const messages = events.map(({ event, data }) => plain(channel, event, data, socketId))
    return async () => {
      await sendNow(messages)
      onPublished(publication)
      return null
    }
  }

  async function sendNow(messages: readonly Message[]): Promise<void> {
    try {
      await send(messages)
    } catch (error) {
      throw error instanceof BroadcastError ? unavailable(error) : error
    }
  }

  return {
    publish: async (publication) => (await check(publication))(),
    async publishAll(publications) {
      const checked = await Promise.all(publications.map(check))
      const results: (AppendResult | null)[] = []
      for (const run of checked) results.push(await run())
      return results
    },
  }
}

function unavailable(error: BroadcastError): HttpError {
  if (error.failure === 'rejected') {
    return new HttpError(502, 'backend_refused', 'Expected the backend to take the event but it refused.', {
      cause: error,
    })
  }
  return new HttpError(
    503,
    'backend_unavailable',
    'Expected a backend that can send but none is available.',
    {
      cause: error,
      headers: { 'retry-after': '5' },
    },
  )
}

function assertEventName(event: string): void {
  if (event.length > limits.eventName || !eventName.test(event)) {
    throw invalidField('event', `Expected an event name of 1 to ${limits.eventName} printable characters.`)
  }
  if (reservedEvent.test(event)) {
    throw invalidField('event', 'Expected an event name without the prefixes pusher:, client- and kit:.')
  }
}

function plain(channel: string, event: string, data: unknown, socketId: string | undefined): Message {
  const json = JSON.stringify(data ?? null)
  // Sealing makes base64 of it: a third more, and the nonce.
  const most = channelKind(channel).kind === 'encrypted' ? 7500 : limits.eventData
  assertPayloadSize(json, most, 'data')
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
