import type { MiddlewareHandler } from 'hono'
import type { ServerLog } from '../../log.ts'

/** One line per request: method, path without its query, status, ms. */
export function requestLog(log: ServerLog): MiddlewareHandler {
  return async (context, next) => {
    const start = performance.now()
    await next()
    const { req, res } = context
    const level = res.status >= 500 ? 'error' : res.status >= 400 ? 'warn' : 'info'
    const ms = Math.round(performance.now() - start)
    log(level, 'request', { method: req.method, path: req.path, status: res.status, ms })
  }
}
