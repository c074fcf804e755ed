import { matchChannel } from '../../channels/index.ts'
import type { ChannelDefinition, ChannelDefinitions } from '../../channels/index.ts'
import { findUndeclared } from '../../channels/internal.ts'
import { channelKind, limits } from '../../protocol/index.ts'
import { BroadcastError, SetupError } from '../broadcaster/broadcaster.ts'
import type { Message } from '../broadcaster/broadcaster.ts'
import { HttpError, invalidField } from '../http/request/http-error.ts'
import type { AppendResult, NewEvent } from '../store/event-store.ts'
import type { NumberedEvent } from './batch-packing.ts'
import { logChannel } from './log-entry.ts'
import { assertPayloadSize, assertUnmarked, persistedPayload } from './payload.ts'
import type { PersistedPayload } from './payload.ts'
import { validPayload } from './schema.ts'
import { overloaded, keyedQueue } from './keyed-queue.ts'
import type { StoredBroadcasts } from './stored-broadcasts.ts'

/** An event to publish. */
export interface OutgoingEvent {
  event: string
  data: unknown
  /** Epoch ms. @defaultValue now */
  timestamp?: number
  /** The field that the history's `thread_id=` filters by. */
  threadId?: string
  /** The caller's name for the payload, for errors. @defaultValue 'data' */
  field?: string
}

/** Events of one channel that are published together. */
export interface Publication {
  channel: string
  events: readonly OutgoingEvent[]
  /** The user who caused the events; none for the server itself. */
  userId?: string
  /** The connection that caused the events, which does not receive them. */
  socketId?: string | undefined
  /** A repeated key stores nothing. On channels that are not persisted, the caller must claim it. */
  idempotencyKey?: string | undefined
  /** Hash of the request that the key belongs to. */
  fingerprint?: string | undefined
}

export interface PublisherParts {
  channels: ChannelDefinitions
  /** Whether channels and events that are not declared are refused. */
  refusesUnknown: boolean
  broadcasts: Pick<StoredBroadcasts, 'append' | 'hold'>
  send: (messages: readonly Message[]) => Promise<unknown>
  /** Called for each channel whose events were sent or stored. */
  onPublished: (publication: Publication) => void
}

export interface Publisher {
  /**
   * Validates, numbers, stores and broadcasts events. Events of a persisted channel are stored when this resolves and
   * broadcast soon after; others are broadcast when it resolves.
   *
   * @returns the numbers of the events; null on channels that are not persisted
   * @throws HttpError for an invalid publication, 503 when no backend is available
   */
  publish(publication: Publication): Promise<AppendResult | null>
  /**
   * Publishes several publications. All are checked before the first one is sent. Those without numbers are sent
   * first, and those with the same payload in one call.
   *
   * @param sendOnce - sends events without numbers when numbered ones follow; these may fail afterwards, and the
   * repeated request must not send the others again
   */
  publishAll(
    publications: readonly Publication[],
    sendOnce?: (send: () => Promise<void>) => Promise<void>,
  ): Promise<(AppendResult | null)[]>
  /**
   * Returns the payload as validated by its declared schema; a promise only when the schema returns one.
   *
   * @throws HttpError when the channel or the event is not declared, or the payload is invalid
   */
  payloadOf: (channel: string, event: string, data: unknown) => unknown
  /** True for channels whose events are numbered and stored. */
  isPersisted(channel: string): boolean
}

/** Maximum number of requests that wait for a backend to accept their events, which stay in memory until then. */
export const mostSending = 1000

/** The channel `logs` is persisted even when it is not declared. */
const undeclaredLogs: ChannelDefinition = {
  events: {},
  persist: true,
  batch: { windowMs: 100, maxBytes: 8192 },
}
const reservedEvent = /^(pusher:|pusher_internal:|client-|kit:)/
/** Event names that every backend and database can store. */
const eventName = /^[^\p{Cc}\p{Cs}]+$/u

/** The declaration of a channel. */
export function definitionOf(channels: ChannelDefinitions, channel: string): ChannelDefinition | undefined {
  return matchChannel(channels, channel)?.definition ?? (channel === logChannel ? undeclaredLogs : undefined)
}

/** A validated publication, which cannot fail because of invalid input. */
type Checked = { publication: Publication } & (
  | { append: () => Promise<AppendResult> }
  | { messages: readonly Message[] }
)

export function createPublisher(parts: PublisherParts): Publisher {
  const { channels, refusesUnknown, broadcasts, send, onPublished } = parts
  const inOrder = keyedQueue()

  async function check(publication: Publication): Promise<Checked> {
    const { channel } = publication
    const definition = definitionOf(channels, channel)
    const events = []
    for (const event of publication.events) {
      const data = await checkedPayload(channel, event.event, event.data)
      events.push(data === event.data ? event : { ...event, data })
    }
    return definition?.persist
      ? { publication, append: numberedAppend(publication, events) }
      : { publication, messages: events.map((event) => plain(publication, event)) }
  }

  function checkedPayload(channel: string, event: string, data: unknown): unknown {
    assertEventName(event)
    if (refusesUnknown) assertDeclared(channels, channel, event)
    const schema = schemaOf(definitionOf(channels, channel), event)
    return schema ? validPayload(schema, data) : data
  }

  function numberedAppend(
    publication: Publication,
    events: readonly OutgoingEvent[],
  ): () => Promise<AppendResult> {
    const { channel, socketId, idempotencyKey, fingerprint } = publication
    const now = Date.now()
    const payloads = events.map(({ data, field = 'data' }) => persistedPayload(data, field))
    const rows = events.map(({ event, timestamp = now, threadId }, index): NewEvent => {
      const { data } = payloads[index] as PersistedPayload
      return threadId === undefined ? { event, data, timestamp } : { event, data, timestamp, threadId }
    })
    const optional = {
      ...(socketId === undefined ? {} : { socketId }),
      ...(idempotencyKey === undefined ? {} : { idempotencyKey }),
      ...(fingerprint === undefined ? {} : { fingerprint }),
    }
    // One append at a time per channel, so that this server broadcasts in the order of the numbers.
    return () =>
      inOrder(channel, async () => {
        const result = await broadcasts.append({ channel, events: rows, ...optional }, (numbers) =>
          numbered(channel, rows, payloads, numbers, socketId),
        )
        if (!result.repeated) onPublished(publication)
        return result
      })
  }

  /** Sends events without numbers in one call per payload. */
  async function sendPlain(checked: readonly Checked[]): Promise<void> {
    const plains = checked.flatMap((each) => ('messages' in each ? [each] : []))
    if (plains.length === 0) return
    await sendNow(merged(plains.flatMap(({ messages }) => messages)))
    for (const { publication } of plains) onPublished(publication)
  }

  /** The channels are held back, so that their numbered events share calls. */
  async function appendAll(checked: readonly Checked[]): Promise<(AppendResult | null)[]> {
    const appended = checked.flatMap((each) => ('append' in each ? [each.publication.channel] : []))
    const release = broadcasts.hold([...new Set(appended)])
    try {
      const results: (AppendResult | null)[] = []
      for (const each of checked) results.push('append' in each ? await each.append() : null)
      return results
    } finally {
      release()
    }
  }

  let sending = 0

  async function sendNow(messages: readonly Message[]): Promise<void> {
    if (sending >= mostSending) throw overloaded('a backend')
    sending++
    try {
      await send(messages)
    } catch (error) {
      throw error instanceof BroadcastError ? unavailable(error) : error
    } finally {
      sending--
    }
  }

  async function publishAll(
    publications: readonly Publication[],
    sendOnce: (send: () => Promise<void>) => Promise<void> = (sendRest) => sendRest(),
  ): Promise<(AppendResult | null)[]> {
    const checked = await Promise.all(publications.map(check))
    // Events without numbers are sent first. When no backend is available, nothing is stored, and a repeated request
    // causes no duplicates.
    const isMixed = checked.some((each) => 'append' in each) && checked.some((each) => 'messages' in each)
    await (isMixed ? sendOnce(() => sendPlain(checked)) : sendPlain(checked))
    return appendAll(checked)
  }

  return {
    payloadOf: checkedPayload,
    isPersisted: (channel) => definitionOf(channels, channel)?.persist ?? false,
    publish: async (publication) => {
      const checked = await check(publication)
      if ('append' in checked) return checked.append()
      await sendPlain([checked])
      return null
    },
    publishAll,
  }
}

function unavailable(error: BroadcastError): HttpError {
  if (error.failure === 'rejected') {
    return new HttpError(502, 'backend_refused', 'Expected the backend to accept the event but it refused.', {
      cause: error,
    })
  }
  const message =
    error instanceof SetupError ? error.message : 'Expected a backend that can send but none is available.'
  return new HttpError(503, 'backend_unavailable', message, {
    cause: error,
    headers: { 'retry-after': '5' },
  })
}

/**
 * Combines messages that differ only in their channels: up to 100 channels take one call. The messages of one channel
 * stay in order.
 */
function merged(messages: readonly Message[]): Message[] {
  const calls: Message[] = []
  for (const message of messages) {
    const later = calls.findLastIndex(({ channels }) =>
      message.channels.some((name) => channels.includes(name)),
    )
    const index = calls.findIndex((call, at) => at > later && shareACall(call, message))
    const call = calls[index]
    if (call) calls[index] = { ...call, channels: [...call.channels, ...message.channels] }
    else calls.push(message)
  }
  return calls
}

function shareACall(first: Message, next: Message): boolean {
  return (
    first.event === next.event &&
    first.data === next.data &&
    first.socketId === next.socketId &&
    first.channels.length < limits.channelsPerEvent &&
    ![first, next].some(({ channels: [channel = ''] }) => channelKind(channel).kind === 'encrypted')
  )
}

/** Event names come from requests, so only own properties count: `constructor` may not be declared. */
function schemaOf(definition: ChannelDefinition | undefined, event: string) {
  return definition && Object.hasOwn(definition.events, event) ? definition.events[event] : undefined
}

function assertDeclared(channels: ChannelDefinitions, channel: string, event: string): void {
  const undeclared = findUndeclared(channels, channel, event)
  if (!undeclared) return
  const { code, expected, remedy } = undeclared
  const [field, got] = code === 'undeclared_event' ? ['event', event] : ['channel', channel]
  throw new HttpError(400, code, `Expected ${expected} but got "${got}"; ${remedy}.`, { field })
}

function assertEventName(event: string): void {
  if (event.length > limits.eventName || !eventName.test(event)) {
    throw invalidField('event', `Expected an event name of 1 to ${limits.eventName} printable characters.`)
  }
  if (reservedEvent.test(event)) {
    throw invalidField('event', 'Expected an event name without the prefixes pusher:, client- and kit:.')
  }
}

function plain({ channel, socketId }: Publication, { event, data, field = 'data' }: OutgoingEvent): Message {
  assertUnmarked(data, field)
  const json = JSON.stringify(data ?? null)
  // Encryption adds a third for base64, and the nonce.
  const most = channelKind(channel).kind === 'encrypted' ? 7500 : limits.eventData
  assertPayloadSize(json, most, field)
  return { channels: [channel], event, data: json, ...(socketId === undefined ? {} : { socketId }) }
}

function numbered(
  channel: string,
  events: readonly { event: string }[],
  payloads: readonly PersistedPayload[],
  { firstSeq, epoch }: AppendResult,
  socketId: string | undefined,
): NumberedEvent[] {
  return payloads.map(({ json }, index) => ({
    channel,
    event: events[index]?.event ?? '',
    json,
    seq: firstSeq + index,
    epoch,
    socketId,
  }))
}
