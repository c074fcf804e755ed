import { postBatch, postEvent, postToChannel } from './events.ts'
import { getChannel, getChannels, getUsers } from './channels.ts'
import { decodePath, verifyApiRequest } from './request-signature.ts'
import type { AppState } from '../hub/app-state.ts'
import type { ApiRequest, ApiResponse } from '../hub/hub-types.ts'
import { ApiError } from '../frames/protocol-error.ts'
import { errorName } from '../hub/session.ts'
import { terminateUser } from '../hub/users.ts'
import type { ApiCall } from './api-call.ts'

interface Route {
  method: 'GET' | 'POST'
  path: RegExp
  /** @defaultValue 200 */
  status?: number
  answer: (call: ApiCall) => unknown
}

/** The response, and for observers the reason of a refusal, without signatures and payloads. */
interface Outcome {
  response: ApiResponse
  /** Null for a request that succeeded. */
  reason: string | null
}

const routes: readonly Route[] = [
  { method: 'POST', path: /^\/events$/, answer: postEvent },
  { method: 'POST', path: /^\/batch_events$/, answer: postBatch },
  { method: 'GET', path: /^\/channels$/, answer: getChannels },
  { method: 'GET', path: /^\/channels\/([^/]+)$/, answer: getChannel },
  { method: 'GET', path: /^\/channels\/([^/]+)\/users$/, answer: getUsers },
  { method: 'POST', path: /^\/channels\/([^/]+)\/events$/, status: 202, answer: postToChannel },
  {
    method: 'POST',
    path: /^\/users\/([^/]+)\/terminate_connections$/,
    answer: ({ app, segments: [userId = ''] }) => terminateUser(app, userId),
  },
]

/** Pusher's HTTP API as a pure function. Never throws. */
export function handleApi(apps: ReadonlyMap<string, AppState>, request: ApiRequest): Outcome {
  try {
    const { route, call } = findRoute(apps, request)
    const body = JSON.stringify(route.answer(call) ?? {})
    return { response: { status: route.status ?? 200, contentType: 'application/json', body }, reason: null }
  } catch (error) {
    if (error instanceof ApiError) return plainText(error.status, error.message, error.summary)
    return plainText(500, 'The server failed on this request', errorName(error))
  }
}

function plainText(status: number, message: string, reason: string): Outcome {
  return { response: { status, contentType: 'text/plain', body: `${message}\n` }, reason }
}

function findRoute(
  apps: ReadonlyMap<string, AppState>,
  request: ApiRequest,
): { route: Route; call: ApiCall } {
  const [, appId = '', rest = ''] = /^\/apps\/([^/]+)(\/.*)$/.exec(request.path) ?? []
  const app = apps.get(decodePath(appId))
  if (!app) throw new ApiError(404, `Unknown app: ${request.path.slice(0, 200)}`)
  verifyApiRequest(app.app, request, app.clock.now())
  const matching = routes.filter(({ path }) => path.test(rest))
  const route = matching.find(({ method }) => method === request.method.toUpperCase())
  if (!route) {
    if (matching.length > 0) {
      throw new ApiError(405, `Method not allowed: ${request.method} ${request.path.slice(0, 200)}`)
    }
    throw new ApiError(404, `Unknown path: ${request.path.slice(0, 200)}`)
  }
  if (app.app.enabled === false) throw new ApiError(403, 'Application disabled')
  const params = new URLSearchParams(request.query)
  const segments = (route.path.exec(rest) ?? []).slice(1).map(decodePath)
  return { route, call: { app, params, body: request.body, segments } }
}
