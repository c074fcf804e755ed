import { Hono } from 'hono'
import { corsHeaders, originGuard } from './request/cross-origin.ts'
import type { CorsOptions } from './request/cross-origin.ts'
import { errorResponse, HttpError } from './request/http-error.ts'
import type { TakeRequest } from './request/rate-limit.ts'
import { requestLog } from './request/request-log.ts'
import { broadcasterStatusRoute, channelTableRoute, metricsRoute, usageRoute } from './routes/admin.ts'
import { channelAuthBatchRoute, channelAuthRoute } from './routes/channel-auth.ts'
import { healthRoute } from './routes/health.ts'
import { historyRoute } from './routes/history.ts'
import { logsRoute } from './routes/logs.ts'
import { messageRoute } from './routes/message.ts'
import { statusRoute } from './routes/status.ts'
import { triggerBatchRoute, triggerRoute } from './routes/trigger.ts'
import { userAuthRoute } from './routes/user-auth.ts'
import { webhookRoute } from './routes/webhook.ts'
import type { RequestInfo } from './server-options.ts'
import type { ServerParts } from './server-parts.ts'

export interface RouteOptions {
  basePath: string
  cors: CorsOptions | undefined
  takeAddressRequest: TakeRequest
}

/**
 * The routes, in the order in which a request meets what stands before them. The folders that it passes:
 *
 * ```text
 * request/         counted, bounded, read
 * authentication/  who asks
 * authorization/   may they: policies, signatures
 * routes/          one file for each thing that can be asked
 * publishing/      checked, numbered, packed, sent in order
 * store/           kept, and read again
 * broadcaster/     brought to the subscribers by a backend, or by the next one
 * webhooks/        what the backend tells back
 * usage/           what all of it counts
 * ```
 */
export function createRoutes(parts: ServerParts, { basePath, cors, takeAddressRequest }: RouteOptions) {
  const app = new Hono<{ Bindings: RequestInfo }>()
  app.onError((error, { req }) => {
    if (!(error instanceof HttpError)) {
      parts.log('error', 'request failed', { path: req.path, reason: error.message })
    }
    return errorResponse(error)
  })
  app.notFound(() => errorResponse(new HttpError(404, 'not_found', 'There is no such route.')))

  app.use(requestLog(parts.log))
  app.get('/healthz', healthRoute(parts))
  app.on('POST', [`${basePath}/pusher/webhook`, '/pusher/webhook'], webhookRoute(parts))

  if (cors) app.use(corsHeaders(cors))
  app.use(originGuard(cors?.origins ?? []))
  app.use(async ({ env }, next) => {
    // `fetch` of a host that hands its own second argument in has no address.
    if (env.address !== undefined) await takeAddressRequest(env.address)
    await next()
  })

  app.on('POST', [`${basePath}/pusher/auth`, '/pusher/auth'], channelAuthRoute(parts))
  app.post(`${basePath}/pusher/auth/batch`, channelAuthBatchRoute(parts))
  app.post(`${basePath}/pusher/user-auth`, userAuthRoute(parts))
  app.post(`${basePath}/pusher/message`, messageRoute(parts))
  app.on('POST', [`${basePath}/realtime/trigger`, '/realtime/trigger'], triggerRoute(parts))
  app.on('POST', [`${basePath}/realtime/trigger/batch`, '/realtime/trigger/batch'], triggerBatchRoute(parts))
  app.post(`${basePath}/logs`, logsRoute(parts))
  app.get(`${basePath}/channels/:channel/events`, historyRoute(parts))
  app.get(`${basePath}/pusher/status`, statusRoute(parts))
  app.get(`${basePath}/pusher/usage`, usageRoute(parts))
  app.get(`${basePath}/pusher/metrics`, metricsRoute(parts))
  app.get('/admin/broadcaster-status', broadcasterStatusRoute(parts))
  app.get('/admin/channels', channelTableRoute(parts))
  return app
}
