import { adminEvents } from '../../channels/index.ts'
import type { ChannelIn, DataIn, DeclaredFor, EventIn } from '../../channels/internal.ts'
import type { ChannelDefinitions, RunEventMessage } from '../../channels/index.ts'
import { limits as pusherLimits } from '../../protocol/index.ts'
import { assertChannelName, assertSocketId } from '../auth/subscription-auth.ts'
import { indexedText } from '../http/request/fields.ts'
import { HttpError, invalidField, typeName } from '../http/request/http-error.ts'
import { fingerprintOf, onceEach } from '../http/request/idempotency.ts'
import type { RequestKey } from '../http/request/idempotency.ts'
import type { AppendResult } from '../store/event-store.ts'
import type { KeyStore } from '../store/key-store.ts'
import { logChannel, readLogEntries } from './log-entry.ts'
import type { PublishedLogLine } from './log-entry.ts'
import type { OutgoingEvent, Publication, Publisher } from './publisher.ts'

/** Options for publishing an event on behalf of the server. */
export interface ServerPublishOptions {
  /** The connection to exclude from delivery: the one that caused the event. @defaultValue none */
  socketId?: string
  /** Idempotency key: for a day, a repeated key publishes nothing on the channel. @defaultValue none */
  idempotencyKey?: string
}

/** An event of {@link PusherServer.publishBatch}. */
export interface BatchEvent<
  Channel extends string = string,
  Event extends string = string,
  Data = unknown,
> extends ServerPublishOptions {
  /** The channel to publish on. */
  channel: Channel
  /** The name of the event. */
  event: Event
  /** The payload. */
  data: Data
}

/** An event of a batch, with the declared names and payload of its channel. */
type BatchEventIn<Channels extends ChannelDefinitions, Each> = Each extends {
  channel: infer Channel extends string
  event: infer Event extends string
}
  ? BatchEvent<
      ChannelIn<Channels, Channel>,
      Event extends EventIn<DeclaredFor<Channels>, Channel> ? Event : EventIn<DeclaredFor<Channels>, Channel>,
      Event extends EventIn<DeclaredFor<Channels>, Channel>
        ? DataIn<DeclaredFor<Channels>, Channel, Event>
        : unknown
    >
  : Each

/** The results of a publication: one receipt for one channel, a list for a list of channels. */
export type PublishResult<List> = [List] extends [never]
  ? AppendResult | null
  : List extends readonly unknown[]
    ? (AppendResult | null)[]
    : AppendResult | null

/** A change in a workflow run. */
export interface PublishedRunEvent {
  /** The id of the run. */
  threadId: string
  /** The type of the change, such as `checkpoint_saved`. */
  eventType: string
  /** The id of the checkpoint that the run reached. @defaultValue null */
  checkpointId?: string | null
  /** The state of the run, such as `running`. @defaultValue null */
  status?: string | null
}

/** Publishes on behalf of the server, without checking policies. */
export interface OwnPublishing<Channels extends ChannelDefinitions = ChannelDefinitions> {
  /**
   * Publishes an event on one channel, or on 1 to 100 channels, on behalf of the server. The declared schema is
   * checked, but no policy. All channels are checked before the first event is sent. Channels that are not persisted
   * share one call to the backend.
   *
   * @returns the number of the event, or a list in the order of the channels; null for channels that are not persisted
   * @throws {@link HttpError} when the event cannot be sent
   * @throws {@link StoreError} when the event cannot be stored, or the idempotency key was used for another event
   */
  publish<
    const Name extends string,
    const Event extends EventIn<DeclaredFor<Channels>, Name>,
    const List = never,
  >(
    this: void,
    channel:
      | ChannelIn<Channels, Name>
      | (readonly ChannelIn<Channels, Name>[] & (List extends readonly unknown[] ? List : never)),
    event: Event,
    data: DataIn<DeclaredFor<Channels>, Name, Event>,
    options?: ServerPublishOptions,
  ): Promise<PublishResult<List>>
  /**
   * Publishes up to 1 000 different events. All are checked before the first one is sent. Events without numbers are
   * sent first, ten per call to the backend.
   *
   * @returns a result for each event, in their order; null on channels that are not persisted
   * @throws {@link HttpError} when an event cannot be sent
   * @throws {@link StoreError} when an event cannot be stored, or an idempotency key was used for another event
   */
  publishBatch<const Events extends readonly BatchEvent[]>(
    this: void,
    events: { [Index in keyof Events]: BatchEventIn<Channels, Events[Index]> },
  ): Promise<(AppendResult | null)[]>
  /**
   * Publishes up to `limits.logLines` lines on the channel `logs`, as `POST /api/v1/logs` does.
   *
   * @returns the numbers of the lines; null if the app declares `logs` as not persisted
   * @throws {@link HttpError} when a line is invalid or cannot be sent
   * @throws {@link StoreError} when the lines cannot be stored, or the idempotency key was used for other lines
   */
  publishLog: (
    lines: PublishedLogLine | readonly PublishedLogLine[],
    options?: ServerPublishOptions,
  ) => Promise<AppendResult | null>
  /**
   * Publishes a change in a workflow run, for `RunStatus` and `connectAdminEvents`: the event `admin_event` with
   * `{ type: 'run_event', data: { thread_id, event_type, checkpoint_id, status } }`. It is sent to `private-admin` if
   * `channels` declares a channel of exactly that name, otherwise to `admin`, which anyone may join.
   *
   * @returns the number of the event; null if the channel is not persisted
   * @throws {@link HttpError} when a field is not a string, or the event cannot be sent
   * @throws {@link StoreError} when the event cannot be stored, or the idempotency key was used for another event
   */
  publishRunEvent: (run: PublishedRunEvent, options?: ServerPublishOptions) => Promise<AppendResult | null>
}

export interface OwnPublishingParts {
  channels: ChannelDefinitions
  publisher: Publisher
  /** Idempotency keys of events that are not stored with their key. */
  keys: KeyStore
  /** Maximum number of lines per call. */
  logLines: number
}

/** Maximum number of events per {@link OwnPublishing.publishBatch}. */
const mostEvents = 1000

/** A publication, and the claim of its key if no store keeps them together. */
interface Keyed {
  publication: Publication
  claim: Pick<RequestKey, 'id' | 'fingerprint'> | undefined
}

export function ownPublishing({ channels, publisher, keys, logLines }: OwnPublishingParts): OwnPublishing {
  async function keyed(
    channel: string,
    events: readonly OutgoingEvent[],
    content: unknown,
    { socketId, idempotencyKey }: ServerPublishOptions,
  ): Promise<Keyed> {
    if (socketId !== undefined) assertSocketId(socketId)
    const publication = { channel, events, socketId }
    if (idempotencyKey === undefined) return { publication, claim: undefined }
    const fingerprint = await fingerprintOf(JSON.stringify(content))
    const id = JSON.stringify([idempotencyKey])
    // A stored event is stored together with its key.
    const claim = publisher.isPersisted(channel)
      ? undefined
      : { id: JSON.stringify([null, channel, idempotencyKey]), fingerprint }
    return { publication: { ...publication, idempotencyKey: id, fingerprint }, claim }
  }

  function publishKeyed(items: readonly Keyed[]): Promise<(AppendResult | null)[]> {
    const run = (free: readonly Keyed[], keep: () => Promise<void>) =>
      publisher.publishAll(
        free.map(({ publication }) => publication),
        async (send) => {
          await send()
          await keep()
        },
      )
    return onceEach(keys, items, run, null)
  }

  async function publishOne(item: Keyed): Promise<AppendResult | null> {
    const run = async ([free]: readonly Keyed[]) => [free ? await publisher.publish(free.publication) : null]
    const [result = null] = await onceEach(keys, [item], run, null)
    return result
  }

  async function publish(
    target: string | readonly string[],
    event: string,
    data: unknown,
    options: ServerPublishOptions = {},
  ): Promise<AppendResult | null | (AppendResult | null)[]> {
    const content = [event, data]
    const events = [{ event, data }]
    if (!Array.isArray(target)) {
      assertChannelName(target, 'channel')
      return publishOne(await keyed(target, events, content, options))
    }
    const names = channelNames(target)
    const unique = [...new Set(names)]
    const items = await Promise.all(unique.map((channel) => keyed(channel, events, content, options)))
    const results = await publishKeyed(items)
    return names.map((name) => results[unique.indexOf(name)] ?? null)
  }

  return {
    publish: publish as OwnPublishing['publish'],
    async publishBatch(batch) {
      assertCount(batch, mostEvents)
      const items = batch.map(({ channel, event, data, ...options }, index) => {
        assertChannelName(channel, `events[${index}].channel`)
        return keyed(channel, [{ event, data }], [event, data], options)
      })
      return publishKeyed(await Promise.all(items))
    },
    async publishLog(lines, options = {}) {
      const entries = readLogEntries(lines, logLines, Date.now())
      return publishOne(await keyed(logChannel, entries, lines, options))
    },
    async publishRunEvent(run, options = {}) {
      const isPrivate = Object.hasOwn(channels, adminEvents.privateChannel)
      const channel = isPrivate ? adminEvents.privateChannel : adminEvents.channel
      const data = runEventMessage(run)
      const event = { event: adminEvents.event, data, threadId: data.data.thread_id }
      return publishOne(await keyed(channel, [event], data, options))
    },
  }
}

function channelNames(names: readonly unknown[]): string[] {
  if (names.length === 0) throw invalidField('channels', 'Expected at least one channel.')
  if (names.length > pusherLimits.channelsPerEvent) {
    const message = `Expected at most ${pusherLimits.channelsPerEvent} channels but got ${names.length}.`
    throw new HttpError(413, 'too_many_channels', message, { field: 'channels' })
  }
  return names.map((name, index) => {
    assertChannelName(name, `channels[${index}]`)
    return name
  })
}

function assertCount(events: unknown, most: number): void {
  if (!Array.isArray(events) || events.length === 0) {
    throw invalidField('events', 'Expected an array of at least one event.')
  }
  if (events.length <= most) return
  const message = `Expected at most ${most} events but got ${events.length}; publish several batches.`
  throw new HttpError(413, 'too_many_events', message, { field: 'events' })
}

function runEventMessage({ threadId, eventType, checkpointId, status }: PublishedRunEvent): RunEventMessage {
  return {
    type: 'run_event',
    data: {
      thread_id: requiredText(threadId, 'threadId'),
      event_type: requiredText(eventType, 'eventType'),
      checkpoint_id: optionalText(checkpointId, 'checkpointId'),
      status: optionalText(status, 'status'),
    },
  }
}

function requiredText(value: unknown, field: string): string {
  if (typeof value === 'string' && indexedText.test(value)) return value
  const got = typeof value === 'string' ? `another string of ${value.length} characters` : typeName(value)
  throw invalidField(
    field,
    `Expected \`${field}\` to be a string of 1 to 200 printable characters but got ${got}.`,
  )
}

function optionalText(value: unknown, field: string): string | null {
  return value === undefined || value === null ? null : requiredText(value, field)
}
