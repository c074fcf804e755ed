import type { Context } from 'hono'
import { limits as pusherLimits } from '../../../protocol/index.ts'
import { requireUser } from '../../auth/authentication.ts'
import type { User } from '../../auth/authentication.ts'
import { assertChannelName, assertSocketId } from '../../auth/subscription-auth.ts'
import { receipt } from '../../publishing/message-handlers.ts'
import type { MessageReceipt } from '../../publishing/message-handlers.ts'
import type { Publication } from '../../publishing/publisher.ts'
import { stringField } from '../request/fields.ts'
import { HttpError, invalidField } from '../request/http-error.ts'
import { once, readRequestKey } from '../request/idempotency.ts'
import type { RequestKey } from '../request/idempotency.ts'
import { bodyLimits } from '../request/limits.ts'
import { isObject, parseObject, readText } from '../request/request-body.ts'
import type { JsonObject } from '../request/request-body.ts'
import type { ServerParts } from '../../server-parts.ts'
import type { AppendResult } from '../../store/event-store.ts'

type TriggerReceipt = MessageReceipt & { channels: Record<string, Pick<MessageReceipt, 'seq' | 'epoch'>> }

interface TriggerRequest {
  /** Channels without duplicates. */
  channels: string[]
  /** The request field of each channel. */
  fields: string[]
  event: string
  data: unknown
  socketId: string | undefined
}

/** `POST /api/v1/realtime/trigger`: one event on one or more channels. */
export function triggerRoute(parts: ServerParts) {
  return async ({ req }: Context): Promise<Response> => {
    const user = await requireUser(parts.authenticate, req.raw)
    await parts.takeUserRequest(user.id)
    const text = await readText(req.raw, bodyLimits(parts.limits))
    const key = await readRequestKey(req.raw, user, 'trigger', text)
    const trigger = readTrigger(parseObject(text))
    await assertMayPublish(parts, user, trigger)
    const publications = publicationsOf(trigger, user, key, 0)
    const answer = await once(parts.keys, key, async () =>
      triggerReceipt(trigger, await publishAll(parts, publications, key)),
    )
    return Response.json(answer)
  }
}

/** `POST /api/v1/realtime/trigger/batch`: up to ten events. All are checked before the first one is published. */
export function triggerBatchRoute(parts: ServerParts) {
  return async ({ req }: Context): Promise<Response> => {
    const user = await requireUser(parts.authenticate, req.raw)
    await parts.takeUserRequest(user.id)
    const text = await readText(req.raw, bodyLimits(parts.limits))
    const key = await readRequestKey(req.raw, user, 'trigger/batch', text)
    const { list, triggers } = readBatch(parseObject(text))
    for (const [index, trigger] of triggers.entries()) {
      await assertMayPublish(parts, user, trigger, `${list}[${index}].`)
    }
    const publications = triggers.flatMap((trigger, index) => publicationsOf(trigger, user, key, index))
    const answer = await once(parts.keys, key, async () => {
      const numbers = await publishAll(parts, publications, key)
      const results = triggers.map((trigger) =>
        triggerReceipt(trigger, numbers.splice(0, trigger.channels.length)),
      )
      return { results }
    })
    return Response.json(answer)
  }
}

async function assertMayPublish(
  { policies }: ServerParts,
  user: User,
  { channels, fields, event, data }: TriggerRequest,
  place = '',
): Promise<void> {
  for (const [index, channel] of channels.entries()) {
    await policies.assertPublish(user, channel, event, data, `${place}${fields[index]}`)
  }
}

/** Events that were sent before the store failed are not sent again when the request is repeated. */
function publishAll(
  { publisher, keys }: ServerParts,
  publications: readonly Publication[],
  key: RequestKey | undefined,
): Promise<(AppendResult | null)[]> {
  const plain = key && { id: key.part('plain'), fingerprint: key.fingerprint }
  return publisher.publishAll(publications, (send) => once(keys, plain, send))
}

function publicationsOf(
  { channels, event, data, socketId }: TriggerRequest,
  user: User,
  key: RequestKey | undefined,
  part: number,
): Publication[] {
  const events = [{ event, data }]
  return channels.map((channel) => ({
    channel,
    events,
    userId: user.id,
    socketId,
    idempotencyKey: key?.part(part),
    fingerprint: key?.fingerprint,
  }))
}

/** @param results - of the channels, in their order; the receipt contains the numbers of the first one */
function triggerReceipt(
  { channels }: TriggerRequest,
  results: readonly (AppendResult | null)[],
): TriggerReceipt {
  const numbers = channels.map((channel, index) => {
    const { seq, epoch } = receipt(results[index])
    return [channel, { seq, epoch }] as const
  })
  return { ...receipt(results[0]), channels: Object.fromEntries(numbers) }
}

function readTrigger(body: JsonObject): TriggerRequest {
  const channels: unknown[] = Array.isArray(body['channels'])
    ? body['channels']
    : [stringField(body, 'channel')]
  if (channels.length === 0) throw invalidField('channels', 'Expected at least one channel.')
  if (channels.length > pusherLimits.channelsPerEvent) {
    const message = `Expected at most ${pusherLimits.channelsPerEvent} channels but got ${channels.length}.`
    throw new HttpError(413, 'too_many_channels', message, { field: 'channels' })
  }
  const names = channels.map((channel) => {
    assertChannelName(channel, 'channel')
    return channel
  })
  const { socket_id: socketId } = body
  if (socketId !== undefined && socketId !== null) assertSocketId(socketId)
  const event = stringField(
    body,
    body['event'] === undefined && body['name'] !== undefined ? 'name' : 'event',
  )
  const unique = [...new Set(names)]
  const fields = unique.map((name) =>
    Array.isArray(body['channels']) ? `channels[${names.indexOf(name)}]` : 'channel',
  )
  return { channels: unique, fields, event, data: body['data'], socketId: socketId ?? undefined }
}

/** The events in `batch`, or in `events`, the name that some clients use. */
function readBatch(body: JsonObject): { list: string; triggers: TriggerRequest[] } {
  const list = body['batch'] === undefined && body['events'] !== undefined ? 'events' : 'batch'
  const events = body[list]
  if (list === 'batch' && body['events'] !== undefined) {
    throw invalidField('events', 'Expected `batch` or `events` but got both; put all events into one list.')
  }
  if (!Array.isArray(events) || events.length === 0) {
    throw invalidField(list, `Expected \`${list}\` to be an array of events.`)
  }
  if (events.length > pusherLimits.eventsPerBatch) {
    const message = `Expected at most ${pusherLimits.eventsPerBatch} events but got ${events.length}.`
    throw new HttpError(413, 'too_many_events', message, { field: list })
  }
  const triggers = events.map((event: unknown, index) => {
    if (!isObject(event)) throw invalidField(`${list}[${index}]`, 'Expected an event as an object.')
    return readTrigger(event)
  })
  return { list, triggers }
}
