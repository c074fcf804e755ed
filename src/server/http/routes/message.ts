import type { Context } from 'hono'
import { isChannelName } from '../../../protocol/index.ts'
import { requireUser } from '../../auth/authentication.ts'
import type { User } from '../../auth/authentication.ts'
import { assertChannelName, assertSocketId } from '../../auth/subscription-auth.ts'
import { receipt } from '../../publishing/message-handlers.ts'
import type { ClientMessage, NamedHandler, MessageReceipt } from '../../publishing/message-handlers.ts'
import { validPayload } from '../../publishing/schema.ts'
import { stringField } from '../request/fields.ts'
import { HttpError, invalidField } from '../request/http-error.ts'
import { once, readRequestKey } from '../request/idempotency.ts'
import type { RequestKey } from '../request/idempotency.ts'
import { bodyLimits } from '../request/limits.ts'
import { parseObject, readText } from '../request/request-body.ts'
import type { JsonObject } from '../request/request-body.ts'
import type { ServerParts } from '../../server-parts.ts'

/** A message for its handler. */
interface Delivery {
  user: User
  type: string
  payload: unknown
  /** The fields with the channel and the sender's connection. */
  body: JsonObject
  /** Without a handler, the message is published as an event of its type. */
  handler: NamedHandler | undefined
  key: RequestKey | undefined
}

/**
 * `POST /api/v1/pusher/message {message_type, payload, channel?}`: calls the handler of the type. Without any
 * handlers, the message is published as an event of its type.
 */
export function messageRoute(parts: ServerParts) {
  return async ({ req }: Context): Promise<Response> => {
    const { user, text, key } = await readMessage(parts, req.raw, 'message')
    const body = parseObject(text)
    const type = stringField(body, 'message_type')
    const handler = handlerFor(parts.messages, type)
    return Response.json(await deliver(parts, { user, type, payload: body['payload'], body, handler, key }))
  }
}

/** `POST /api/v1/pusher{route}`: the body is the payload of the handler's message. */
export function handlerRoute(parts: ServerParts, handler: NamedHandler) {
  const { type } = handler
  return async ({ req }: Context): Promise<Response> => {
    const { user, text, key } = await readMessage(parts, req.raw, `message${handler.route}`)
    const body = text === '' ? {} : parseObject(text)
    return Response.json(await deliver(parts, { user, type, payload: body, body, handler, key }))
  }
}

async function readMessage(
  { authenticate, takeUserRequest, limits }: ServerParts,
  request: Request,
  route: string,
): Promise<{ user: User; text: string; key: RequestKey | undefined }> {
  const user = await requireUser(authenticate, request)
  await takeUserRequest(user.id)
  const text = await readText(request, bodyLimits(limits))
  return { user, text, key: await readRequestKey(request, user, route, text) }
}

async function deliver(parts: ServerParts, delivery: Delivery): Promise<MessageReceipt> {
  const { user, type, body, handler, key } = delivery
  const { policies } = parts
  const channel = channelOf(body, user)
  const { socket_id: socketId } = body
  if (socketId !== undefined && socketId !== null) assertSocketId(socketId)
  let { payload } = delivery
  if (handler) {
    await policies.assertMessage(user, channel, type, async () => {
      payload = await declaredPayload(parts, channel, type, payload)
      return payload
    })
  } else await policies.assertPublish(user, channel, type, payload)

  let events = 0
  const publishIn = (name: string, event: string, data: unknown, part: number) => {
    return parts.publisher.publish({
      channel: name,
      events: [{ event, data }],
      userId: user.id,
      socketId: socketId ?? undefined,
      idempotencyKey: key?.part(part),
      fingerprint: key?.fingerprint,
    })
  }
  const publish: ClientMessage['publish'] = async (event, data, { channel: into = channel } = {}) => {
    const part = events++
    assertChannelName(into, 'channel')
    await policies.assertPublish(user, into, event, data)
    return publishIn(into, event, data, part)
  }
  return once(parts.keys, key, async () =>
    receipt(
      await (handler
        ? handler.handle({ user, type, payload, channel, publish })
        : publishIn(channel, type, payload, 0)),
    ),
  )
}

/** The payload of a message as validated by its schema. A channel with declared messages accepts no others. */
async function declaredPayload(
  { messageSchemas }: ServerParts,
  channel: string,
  type: string,
  payload: unknown,
): Promise<unknown> {
  const schemas = messageSchemas(channel)
  if (!schemas) return payload
  const schema = Object.hasOwn(schemas, type) ? schemas[type] : undefined
  if (schema) return validPayload(schema, payload, 'payload')
  throw new HttpError(
    400,
    'undeclared_event',
    `Expected a message that is declared for \`${channel}\` (${Object.keys(schemas).join(', ')}) but got \`${type}\`.`,
    { field: 'message_type' },
  )
}

function channelOf({ channel }: JsonObject, user: User): string {
  if (channel !== undefined && channel !== null) {
    assertChannelName(channel, 'channel')
    return channel
  }
  const own = `private-user-${user.id}`
  if (isChannelName(own)) return own
  throw invalidField(
    'channel',
    'Expected `channel`, because the id of this user is not valid in the channel name private-user-{id}; send another channel.',
  )
}

function handlerFor(handlers: ServerParts['messages'], type: string): NamedHandler | undefined {
  if (!handlers) return undefined
  const handler = handlers.get(type)
  if (handler) return handler
  const known = [...handlers.keys()].join(', ')
  throw invalidField('message_type', `Expected \`message_type\` to be one of ${known}.`)
}
