import type { Context } from 'hono'
import { requireUser } from '../../auth/authentication.ts'
import { HttpError } from '../request/http-error.ts'
import type { ServerParts } from '../../server-parts.ts'

/** `GET /admin/broadcaster-status`. */
export function broadcasterStatusRoute(parts: ServerParts) {
  return adminRoute(parts, async () => {
    await parts.sharing?.fresh()
    return parts.broadcasters.status()
  })
}

/** `GET /admin/channels`: the occupied channels, as reported by webhooks. */
export function channelTableRoute(parts: ServerParts) {
  return adminRoute(parts, async () => ({ channels: await parts.occupancy.channels() }))
}

/** `GET /api/v1/pusher/usage`. */
export function usageRoute(parts: ServerParts) {
  return adminRoute(parts, () => parts.usage.report())
}

/** `GET /api/v1/pusher/metrics?range=5m|1h|24h|7d|30d|1y`. */
export function metricsRoute(parts: ServerParts) {
  return adminRoute(parts, (query) => parts.metrics.report(query.get('range') ?? '1h'))
}

function adminRoute(
  { authenticate, isAdmin, log }: ServerParts,
  answer: (query: URLSearchParams) => object | Promise<object>,
) {
  return async ({ req }: Context): Promise<Response> => {
    const user = await requireUser(authenticate, req.raw)
    if (!isAdmin(user)) {
      log('warn', 'denied', {
        user: user.id,
        action: 'read',
        path: req.path,
        reason: '`isAdmin` returned false',
      })
      throw new HttpError(403, 'forbidden', 'Expected a user with the role admin.')
    }
    const body = await answer(new URL(req.url).searchParams)
    return Response.json(body, { headers: { 'cache-control': 'no-store' } })
  }
}
