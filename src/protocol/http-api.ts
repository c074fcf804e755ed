import { postBatch, postEvent, postToChannel } from './api-events.ts'
import { getChannel, getChannels, getUsers } from './api-channels.ts'
import { decodePath, verifyApiRequest } from './api-signature.ts'
import type { AppState } from './app-state.ts'
import type { ApiRequest, ApiResponse } from './hub-types.ts'
import { ApiError } from './protocol-error.ts'
import { terminateUser } from './users.ts'

/** One call, authenticated and taken apart. */
export interface ApiCall {
  app: AppState
  params: URLSearchParams
  body: string
  /** What the route's groups matched, decoded. */
  segments: readonly string[]
}

interface Route {
  method: 'GET' | 'POST'
  path: RegExp
  answer: (call: ApiCall) => unknown
}

const routes: readonly Route[] = [
  { method: 'POST', path: /^\/events$/, answer: postEvent },
  { method: 'POST', path: /^\/batch_events$/, answer: postBatch },
  { method: 'GET', path: /^\/channels$/, answer: getChannels },
  { method: 'GET', path: /^\/channels\/([^/]+)$/, answer: getChannel },
  { method: 'GET', path: /^\/channels\/([^/]+)\/users$/, answer: getUsers },
  { method: 'POST', path: /^\/channels\/([^/]+)\/events$/, answer: postToChannel },
  {
    method: 'POST',
    path: /^\/users\/([^/]+)\/terminate_connections$/,
    answer: ({ app, segments: [userId = ''] }) => terminateUser(app, userId),
  },
]

/** Pusher's HTTP API as a pure function. Never throws. */
export function handleApi(apps: ReadonlyMap<string, AppState>, request: ApiRequest): ApiResponse {
  try {
    return { status: 200, contentType: 'application/json', body: JSON.stringify(answer(apps, request) ?? {}) }
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    return { status: error.status, contentType: 'text/plain', body: `${error.message}\n` }
  }
}

function answer(apps: ReadonlyMap<string, AppState>, request: ApiRequest): unknown {
  const [, appId = '', rest = ''] = /^\/apps\/([^/]+)(\/.*)$/.exec(request.path) ?? []
  const app = apps.get(decodePath(appId))
  if (!app) throw new ApiError(404, `Unknown app: ${request.path.slice(0, 200)}`)
  verifyApiRequest(app.app, request, app.clock.now())
  const matching = routes.filter(({ path }) => path.test(rest))
  const route = matching.find(({ method }) => method === request.method.toUpperCase())
  if (!route) {
    if (matching.length > 0) throw new ApiError(405, `Method not allowed: ${request.method} ${request.path}`)
    throw new ApiError(404, `Unknown path: ${request.path.slice(0, 200)}`)
  }
  if (app.app.enabled === false) throw new ApiError(403, 'Application disabled')
  return route.answer({
    app,
    params: new URLSearchParams(request.query),
    body: request.body,
    segments: (route.path.exec(rest) ?? []).slice(1).map(decodePath),
  })
}
