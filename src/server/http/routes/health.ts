import type { ServerParts } from '../../server-parts.ts'

/**
 * `GET /healthz`: the last known state of each part. Responds with 503 when requests cannot be served: the store does
 * not work, or every backend fails. A used-up quota alone gives 200, because it affects all instances equally, and
 * readers poll.
 */
export function healthRoute({ store, broadcasters, log }: ServerParts) {
  return async (): Promise<Response> => {
    const storeTrouble = await store.trouble()
    if (storeTrouble !== null) log('error', 'the store does not work', { reason: storeTrouble })
    const { broadcasters: reports } = broadcasters.status()
    const isFailing = broadcasters.isFailing()
    const limited = reports.find(({ status }) => status === 'limit_reached')
    const { name } = broadcasters.active
    const reasons = {
      ...(storeTrouble === null
        ? {}
        : { store: 'Writes, reads or checks fail; see the log of the server for the reason.' }),
      ...(isFailing ? { broadcaster: broadcasters.reasonOf(name) ?? '' } : {}),
      ...(limited ? { quota: `${limited.name}: ${broadcasters.reasonOf(limited.name) ?? ''}` } : {}),
    }
    const isServing = storeTrouble === null && !isFailing
    const answer = {
      status: isServing && !limited ? 'ok' : 'degraded',
      store: storeTrouble === null ? 'ok' : 'failing',
      broadcaster: isFailing ? 'failing' : 'ok',
      quota: limited ? 'limit_reached' : 'ok',
      backend: name,
      ...(Object.keys(reasons).length > 0 ? { reasons } : {}),
    }
    return Response.json(answer, {
      status: isServing ? 200 : 503,
      headers: { 'cache-control': 'no-store' },
    })
  }
}
