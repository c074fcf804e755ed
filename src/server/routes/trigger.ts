import type { Context } from 'hono'
import { limits as pusherLimits } from '../../protocol/index.ts'
import { requireUser } from '../authentication/authentication.ts'
import type { User } from '../authentication/authentication.ts'
import { assertChannelName, assertSocketId } from '../authorization/subscription-auth.ts'
import { receipt } from '../publishing/message-handlers.ts'
import type { Receipt } from '../publishing/message-handlers.ts'
import type { Publication } from '../publishing/publisher.ts'
import { idempotencyKey, stringField } from '../request/fields.ts'
import { HttpError, invalidField } from '../request/http-error.ts'
import { isObject, readObject } from '../request/request-body.ts'
import type { JsonObject } from '../request/request-body.ts'
import type { ServerParts } from '../server-parts.ts'
import type { AppendResult } from '../store/event-store.ts'

type TriggerReceipt = Receipt & { channels: Record<string, Pick<Receipt, 'seq' | 'epoch'>> }

interface TriggerRequest {
  channels: string[]
  event: string
  data: unknown
  socketId: string | undefined
}

/** `POST /api/v1/realtime/trigger`: one event in one or many channels. */
export function triggerRoute(parts: ServerParts) {
  return async ({ req }: Context): Promise<Response> => {
    const user = await requireUser(parts.authenticate, req.raw)
    await parts.takeUserRequest(user.id)
    const key = idempotencyKey(req.raw, user.id)
    const trigger = readTrigger(await readObject(req.raw, parts.limits.bodyBytes))
    await assertMayPublish(parts, user, trigger)
    const publications = publicationsOf(trigger, user, key)
    return Response.json(triggerReceipt(trigger, await parts.publisher.publishAll(publications)))
  }
}

/** `POST /api/v1/realtime/trigger/batch`: up to ten events. All are checked before the first is published. */
export function triggerBatchRoute(parts: ServerParts) {
  return async ({ req }: Context): Promise<Response> => {
    const user = await requireUser(parts.authenticate, req.raw)
    await parts.takeUserRequest(user.id)
    const key = idempotencyKey(req.raw, user.id)
    const triggers = readBatch(await readObject(req.raw, parts.limits.bodyBytes))
    for (const trigger of triggers) await assertMayPublish(parts, user, trigger)
    const publications = triggers.flatMap((trigger, index) =>
      publicationsOf(trigger, user, key && `${key}/${index}`),
    )
    const numbers = await parts.publisher.publishAll(publications)
    const results = triggers.map((trigger) =>
      triggerReceipt(trigger, numbers.splice(0, trigger.channels.length)),
    )
    return Response.json({ results })
  }
}

async function assertMayPublish(
  { policies }: ServerParts,
  user: User,
  { channels, event, data }: TriggerRequest,
): Promise<void> {
  for (const channel of channels) await policies.assertPublish(user, channel, event, data)
}

function publicationsOf(
  { channels, event, data, socketId }: TriggerRequest,
  user: User,
  idempotency: string | undefined,
): Publication[] {
  const events = [{ event, data }]
  return channels.map((channel) => ({
    channel,
    events,
    userId: user.id,
    socketId,
    idempotencyKey: idempotency,
  }))
}

/** @param results - of the channels, in their order; the receipt's own numbers are those of the first */
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
  return { channels: [...new Set(names)], event, data: body['data'], socketId: socketId ?? undefined }
}

function readBatch({ batch }: JsonObject): TriggerRequest[] {
  if (!Array.isArray(batch) || batch.length === 0) {
    throw invalidField('batch', 'Expected `batch` to be an array of events.')
  }
  if (batch.length > pusherLimits.eventsPerBatch) {
    const message = `Expected at most ${pusherLimits.eventsPerBatch} events but got ${batch.length}.`
    throw new HttpError(413, 'too_many_events', message, { field: 'batch' })
  }
  return batch.map((event: unknown, index) => {
    if (!isObject(event)) throw invalidField(`batch[${index}]`, 'Expected an event as an object.')
    return readTrigger(event)
  })
}
