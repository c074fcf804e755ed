import type { ServerParts } from '../server-parts.ts'

/** `GET /api/v1/pusher/status`: which backend the server publishes to now, for the clients' failover. */
export function statusRoute({ broadcasters }: ServerParts) {
  return (): Response => {
    const { active } = broadcasters
    const { broadcasters: reports } = broadcasters.status()
    const backends = broadcasters.all.map(({ name, key, type, cluster }, index) => ({
      name,
      key,
      type,
      cluster,
      available: reports[index]?.available ?? false,
    }))
    const answer = { active: active.key, backend: active.name, limited: broadcasters.isLimited(), backends }
    return Response.json(answer, { headers: { 'cache-control': 'no-store' } })
  }
}
