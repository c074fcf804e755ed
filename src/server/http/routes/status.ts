import type { ServerParts } from '../../server-parts.ts'

/** `GET /api/v1/pusher/status`: which backend the server publishes to now, for the clients' failover. */
export function statusRoute({ broadcasters, sharing }: ServerParts) {
  return async (): Promise<Response> => {
    await sharing?.fresh()
    const { active } = broadcasters
    const { broadcasters: reports } = broadcasters.status()
    const backends = broadcasters.all.map(({ name, key, type, cluster }, index) => {
      const { available = false, status = 'failing' } = reports[index] ?? {}
      const reason = broadcasters.reasonOf(name)
      // The state and its reason, only where it cannot send.
      return { name, key, type, cluster, available, ...(reason === null ? {} : { status, reason }) }
    })
    const answer = { active: active.key, backend: active.name, limited: broadcasters.isLimited(), backends }
    return Response.json(answer, { headers: { 'cache-control': 'no-store' } })
  }
}
