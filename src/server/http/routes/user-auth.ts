import type { Context } from 'hono'
import { limits as pusherLimits, signUser } from '../../../protocol/index.ts'
import { requireUser } from '../../auth/authentication.ts'
import { assertSocketId, namedBackend } from '../../auth/subscription-auth.ts'
import { bodyLimits } from '../request/limits.ts'
import { readForm } from '../request/request-form.ts'
import type { ServerParts } from '../../server-parts.ts'

/** `POST /api/v1/pusher/user-auth`: signs in a connection as the session's user, with the watchlist. */
export function userAuthRoute({ authenticate, broadcasters, connectionLimit, limits }: ServerParts) {
  return async ({ req }: Context): Promise<Response> => {
    const user = await requireUser(authenticate, req.raw)
    const form = await readForm(req.raw, bodyLimits(limits))
    const { socket_id: socketId } = form
    assertSocketId(socketId)
    const backend = namedBackend(broadcasters, form['backend'])
    await connectionLimit.signIn(backend, user.id, socketId)
    const userData = JSON.stringify({
      id: user.id,
      ...(user.info ? { user_info: user.info } : {}),
      ...(user.watchlist ? { watchlist: user.watchlist.slice(0, pusherLimits.watchlist) } : {}),
    })
    return Response.json({ auth: signUser(backend, socketId, userData), user_data: userData })
  }
}
