import type { MiddlewareHandler } from 'hono'
import type { ServerLog } from '../../log.ts'
import type { RequestInfo } from '../../options.ts'
import { clientKey } from './client-address.ts'
import type { TakeRequest } from './rate-limit.ts'

type Counting = MiddlewareHandler<{ Bindings: RequestInfo }>

/** Counts requests by client address. Clients without a known address are not counted. */
export function addressCount(proxies: number, log: ServerLog): (take: TakeRequest) => Counting {
  let hasWarned = false

  function warnOfProxy({ headers }: Request, key: string | undefined): void {
    if (hasWarned || proxies > 0 || key === undefined || !headers.has('x-forwarded-for')) return
    hasWarned = true
    log(
      'warn',
      'a request came through a proxy: set `trustProxy` to the number of your proxies, or all clients share one limit',
    )
  }

  return (take) =>
    async ({ env, req }, next) => {
      const key = clientKey(req.raw.headers, env.address, proxies)
      warnOfProxy(req.raw, key)
      if (key !== undefined) await take(key)
      await next()
    }
}
