import type { ServerParts } from '../server-parts.ts'

/** `GET /healthz`: 200 while the store answers, else 503. */
export function healthRoute({ store, broadcaster, log }: ServerParts) {
  return async (): Promise<Response> => {
    const storeIsUp = await store.check().then(
      () => true,
      (error: unknown) => {
        log('error', 'store check failed', { reason: error instanceof Error ? error.message : 'unknown' })
        return false
      },
    )
    const answer = {
      status: storeIsUp ? 'ok' : 'degraded',
      store: storeIsUp ? 'ok' : 'unreachable',
      broadcaster: broadcaster.type,
    }
    return Response.json(answer, { status: storeIsUp ? 200 : 503, headers: { 'cache-control': 'no-store' } })
  }
}
