import { Hono } from 'hono'
import { corsHeaders, originGuard } from './request/cross-origin.ts'
import type { CorsOptions } from './request/cross-origin.ts'
import { errorResponse, HttpError } from './request/http-error.ts'
import { addressCount } from './request/address-count.ts'
import { storeRefusal } from './request/idempotency.ts'
import { takenRoute } from '../publishing/message-handlers.ts'
import type { TakeRequest } from './request/rate-limit.ts'
import { requestLog } from './request/request-log.ts'
import { broadcasterStatusRoute, channelTableRoute, metricsRoute, usageRoute } from './routes/admin.ts'
import { channelAuthBatchRoute, channelAuthRoute } from './routes/channel-auth.ts'
import { healthRoute } from './routes/health.ts'
import { historyRoute } from './routes/history.ts'
import { logsRoute } from './routes/logs.ts'
import { handlerRoute, messageRoute } from './routes/message.ts'
import { statusRoute } from './routes/status.ts'
import { triggerBatchRoute, triggerRoute } from './routes/trigger.ts'
import { userAuthRoute } from './routes/user-auth.ts'
import { webhookRoute } from './routes/webhook.ts'
import type { RequestInfo } from '../options.ts'
import type { ServerParts } from '../server-parts.ts'
import { StoreError } from '../store/store-error.ts'

export interface RouteOptions {
  basePath: string
  cors: CorsOptions | undefined
  /** Number of trusted proxies. */
  proxies: number
  takeAddressRequest: TakeRequest
  takeWebhook: TakeRequest
}

/**
 * The routes and their middleware, in the order in which a request passes them:
 *
 * ```text
 * http/request/  limits, origins, body, fields
 * auth/          the user of the request, policies, signatures
 * http/routes/   one file for each route
 * publishing/    checks, numbers, packs and sends events in order
 * store/         stores events and reads the history
 * broadcaster/   sends events through a backend, or through a fallback
 * webhooks/      the reports of the backend
 * usage/         counts, metrics and alerts
 * ```
 *
 * @throws `Error` when a message handler has a route of the server
 */
export function createRoutes(parts: ServerParts, options: RouteOptions) {
  const { basePath, cors, proxies } = options
  const countAddress = addressCount(proxies, parts.log)
  const app = new Hono<{ Bindings: RequestInfo }>()
  app.onError((error, { req }) => {
    if (!(error instanceof HttpError) || error.status >= 500) {
      parts.log('error', 'request failed', { path: req.path, reason: reasonOf(error) })
    }
    return errorResponse(error instanceof StoreError ? storeRefusal(error) : error)
  })
  app.notFound(({ req }) =>
    errorResponse(new HttpError(404, 'not_found', `There is no route ${req.method} ${req.path}.`)),
  )

  app.use(requestLog(parts.log))
  app.get('/healthz', healthRoute(parts))
  const webhookPaths = [`${basePath}/pusher/webhook`, '/pusher/webhook']
  app.on('POST', webhookPaths, countAddress(options.takeWebhook), webhookRoute(parts))

  if (cors) app.use(corsHeaders(cors))
  app.use(originGuard(cors?.origins ?? [], proxies))
  app.use(countAddress(options.takeAddressRequest))

  app.on('POST', [`${basePath}/pusher/auth`, '/pusher/auth'], channelAuthRoute(parts))
  app.post(`${basePath}/pusher/auth/batch`, channelAuthBatchRoute(parts))
  app.post(`${basePath}/pusher/user-auth`, userAuthRoute(parts))
  app.post(`${basePath}/pusher/message`, messageRoute(parts))
  app.on('POST', [`${basePath}/realtime/trigger`, '/realtime/trigger'], triggerRoute(parts))
  const batchPaths = [`${basePath}/realtime`, '/realtime'].flatMap((place) => [
    `${place}/trigger/batch`,
    `${place}/trigger_batch`,
  ])
  app.on('POST', batchPaths, triggerBatchRoute(parts))
  app.post(`${basePath}/logs`, logsRoute(parts))
  app.get(`${basePath}/channels/:channel/events`, historyRoute(parts))
  app.get(`${basePath}/pusher/status`, statusRoute(parts))
  app.get(`${basePath}/pusher/usage`, usageRoute(parts))
  app.get(`${basePath}/pusher/metrics`, metricsRoute(parts))
  app.get('/admin/broadcaster-status', broadcasterStatusRoute(parts))
  app.get('/admin/channels', channelTableRoute(parts))

  const own = new Set(app.routes.map((route) => route.path))
  for (const handler of parts.messages?.values() ?? []) {
    const { type, route } = handler
    if (route === null) continue
    const path = `${basePath}/pusher${route}`
    if (own.has(path)) throw takenRoute(type, route, "a route of the server's own")
    app.post(path, handlerRoute(parts, handler))
  }
  return app
}

/** The log contains the cause of a refusal, the response does not. */
function reasonOf(error: Error): string {
  const cause = error instanceof HttpError && error.cause instanceof Error ? `: ${error.cause.message}` : ''
  return `${error.message}${cause}`
}
