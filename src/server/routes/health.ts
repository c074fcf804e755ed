import type { ServerParts } from '../server-parts.ts'

/** `GET /healthz`: 200 while the store answers and a backend can send, else 503. */
export function healthRoute({ store, broadcasters, log }: ServerParts) {
  return async (): Promise<Response> => {
    const storeIsUp = await store.check().then(
      () => true,
      (error: unknown) => {
        log('error', 'store check failed', { reason: error instanceof Error ? error.message : 'unknown' })
        return false
      },
    )
    const { available_broadcasters: available } = broadcasters.status()
    const isWell = storeIsUp && available > 0
    const answer = {
      status: isWell ? 'ok' : 'degraded',
      store: storeIsUp ? 'ok' : 'unreachable',
      broadcaster: available > 0 ? 'ok' : 'unavailable',
      backend: broadcasters.active.name,
    }
    return Response.json(answer, { status: isWell ? 200 : 503, headers: { 'cache-control': 'no-store' } })
  }
}
