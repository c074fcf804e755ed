import type { Context } from 'hono'
import { sha256Hex } from '../../../protocol/index.ts'
import type { ServerParts } from '../../server-parts.ts'

/**
 * `GET /api/v1/pusher/status`: the backend that the server publishes to, for the clients' failover. Clients poll it
 * with the tag of the last response, and get 304 while it is unchanged.
 */
export function statusRoute({ broadcasters, sharing }: ServerParts) {
  return async ({ req }: Context): Promise<Response> => {
    await sharing?.fresh()
    const { active } = broadcasters
    const { broadcasters: reports } = broadcasters.status()
    const backends = broadcasters.all.map(({ name, key, type, cluster }, index) => {
      const { available = false, status = 'failing' } = reports[index] ?? {}
      const reason = broadcasters.reasonOf(name)
      // The state, and its reason when the backend is unavailable.
      return { name, key, type, cluster, available, ...(reason === null ? {} : { status, reason }) }
    })
    const answer = { active: active.key, backend: active.name, limited: broadcasters.isLimited(), backends }
    const body = JSON.stringify(answer)
    // Weak, because a proxy may compress the body.
    const etag = `W/"${sha256Hex(body).slice(0, tagLength)}"`
    const headers = { 'cache-control': 'no-store', 'content-type': 'application/json', etag }
    if (isKnown(req.header('if-none-match') ?? '', etag)) return new Response(null, { status: 304, headers })
    return new Response(body, { headers })
  }
}

/** Number of hexadecimal digits of a tag. */
const tagLength = 16

/** Tags are compared without `W/` (RFC 9110, "If-None-Match"). */
function isKnown(tags: string, etag: string): boolean {
  return tags.split(',').some((tag) => tag.trim().replace(/^W\//u, '') === etag.slice(2))
}
