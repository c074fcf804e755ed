import type { Context } from 'hono'
import { requireUser } from '../authentication/authentication.ts'
import { assertChannelName, assertSocketId } from '../authorization/subscription-auth.ts'
import { receipt } from '../publishing/message-handlers.ts'
import type { MessageHandlers } from '../publishing/message-handlers.ts'
import { idempotencyKey, stringField } from '../request/fields.ts'
import { invalidField } from '../request/http-error.ts'
import { readObject } from '../request/request-body.ts'
import type { ServerParts } from '../server-parts.ts'

/**
 * `POST /api/v1/pusher/message {message_type, payload, channel}`: what a handler makes of it; without any handlers
 * the message is published as an event of its type.
 */
export function messageRoute(parts: ServerParts) {
  const { authenticate, policies, publisher, limits, takeUserRequest } = parts
  return async ({ req }: Context): Promise<Response> => {
    const user = await requireUser(authenticate, req.raw)
    await takeUserRequest(user.id)
    const key = idempotencyKey(req.raw, user.id)
    const body = await readObject(req.raw, limits.bodyBytes)
    const type = stringField(body, 'message_type')
    const { channel, payload, socket_id: socketId } = body
    assertChannelName(channel, 'channel')
    if (socketId !== undefined && socketId !== null) assertSocketId(socketId)
    const handler = handlerFor(parts.messages, type)
    await policies.assertPublish(user, channel, type, payload)

    let events = 0
    const publish = (event: string, data: unknown) => {
      const idempotency = key && `${key}/${events++}`
      return publisher.publish({
        channel,
        events: [{ event, data }],
        userId: user.id,
        socketId: socketId ?? undefined,
        idempotencyKey: idempotency,
      })
    }
    const result = handler
      ? await handler({ user, type, payload, channel, publish })
      : await publish(type, payload)
    return Response.json(receipt(result))
  }
}

function handlerFor(handlers: MessageHandlers | undefined, type: string) {
  if (!handlers) return undefined
  if (Object.hasOwn(handlers, type)) return handlers[type]
  throw invalidField(
    'message_type',
    `Expected \`message_type\` to be one of ${Object.keys(handlers).join(', ')}.`,
  )
}
