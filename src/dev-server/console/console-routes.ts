import type { FeedProblem } from '../../inspector/index.ts'
import type { EventStore } from '../../server/index.ts'
import { errorResponse } from '../../server/internal.ts'
import type { DevCredentials } from '../identity/dev-credentials.ts'
import type { ReferenceServer } from '../http/reference-server.ts'
import { channelRoute, channelsRoute } from './channels-route.ts'
import { type ConsoleAccess, consoleTokenHeader } from './console-access.ts'
import { closeRoute, connectionsRoute } from './connections-route.ts'
import { consoleState } from './console-state.ts'
import type { Feed } from './feed.ts'
import { checkRoute, publishRoute } from './publish-route.ts'
import type { ReceivedWebhooks } from './received-webhooks.ts'
import { resendRoute, webhooksRoute } from './webhooks-route.ts'

/** The paths of the Console's own routes. */
export const consoleRoutePath = /^\/dev-console\//

export interface ConsoleRoutesOptions {
  reference: ReferenceServer
  store: EventStore
  feed: Feed
  received: ReceivedWebhooks
  access: ConsoleAccess
  /** The app of the hub, and the developer's token. */
  credentials: Pick<DevCredentials, 'app' | 'token'>
}

type Route = (request: Request) => unknown

/**
 * The routes of the Console, below `/dev-console/`: the data that the feed does not contain, and the Console's actions.
 * They do not use the app's channels.
 */
export function consoleRoutes(options: ConsoleRoutesOptions) {
  const { reference, store, feed, received, access, credentials } = options
  const appId = credentials.app.id
  const routes: Readonly<Record<string, Route>> = {
    'GET state': () => consoleState(reference, feed, credentials),
    'GET problems': () => problemsRoute(feed),
    'GET channels': () => channelsRoute(reference, feed, appId),
    'GET channel': (request) => channelRoute(reference, store, appId, request),
    'GET connections': () => connectionsRoute(reference, appId),
    'POST connections/close': (request) => closeRoute(reference, appId, request),
    'GET webhooks': () => webhooksRoute(reference, received, appId),
    'POST webhooks/send': (request) => resendRoute(reference, appId, request),
    'POST publish': (request) => publishRoute(reference, appId, request),
    'POST check': (request) => checkRoute(reference, request),
  }

  return async (request: Request): Promise<Response> => {
    const { method, headers, url } = request
    const header = (name: string): string | undefined => headers.get(name) ?? undefined
    const refusal = access(
      { origin: header('origin'), host: header('host'), 'sec-fetch-site': header('sec-fetch-site') },
      headers.get(consoleTokenHeader),
    )
    if (refusal) return Response.json(refusal.body, { status: refusal.status })
    const { pathname } = new URL(url)
    const route = routes[`${method} ${pathname.replace(consoleRoutePath, '')}`]
    if (!route) {
      const error = `There is no ${method} ${pathname}.`
      return Response.json({ error, code: 'not_found' }, { status: 404 })
    }
    try {
      return Response.json(await route(request), { headers: { 'cache-control': 'no-store' } })
    } catch (error) {
      return errorResponse(error)
    }
  }
}

/** `GET /dev-console/problems`: all distinct problems, newest first. Without payloads, because pages request it often. */
function problemsRoute(feed: Feed): { problems: FeedProblem[] } {
  return { problems: feed.problems().map((problem) => ({ ...problem, data: null })) }
}
