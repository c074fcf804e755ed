import type { Context } from 'hono'
import { requireUser } from '../authentication.ts'
import { readForm } from '../request-form.ts'
import type { ServerParts } from '../server-parts.ts'
import { assertChannelName, assertSocketId, authorizeSubscription } from '../subscription-auth.ts'

/** `POST /api/v1/pusher/auth`: form, JSON or query string with `socket_id` and `channel_name`. */
export function channelAuthRoute({ authenticate, policies, broadcaster, limits }: ServerParts) {
  return async ({ req }: Context): Promise<Response> => {
    const user = await requireUser(authenticate, req.raw)
    const form = await readForm(req.raw, limits.bodyBytes)
    const { socket_id: socketId, channel_name: channel } = form
    assertSocketId(socketId)
    assertChannelName(channel)
    return Response.json(await authorizeSubscription(policies, broadcaster, { user, socketId, channel }))
  }
}
