import { errorResponse } from '../../server/internal.ts'
import type { ReferenceServer } from '../http/reference-server.ts'
import { type ConsoleAccess, consoleTokenHeader } from './console-access.ts'
import { consoleState } from './console-state.ts'
import type { Feed } from './feed.ts'

/** The paths of the Console's own routes. */
export const consoleRoutePath = /^\/dev-console\//

export interface ConsoleRoutesOptions {
  reference: ReferenceServer
  feed: Feed
  access: ConsoleAccess
  /** The app of the hub. */
  appId: string
}

type Route = (request: Request) => unknown

/**
 * The Console's own routes, below `/dev-console/`: what it shows beside the feed, and what it does. None of it is in the
 * app's channels.
 */
export function consoleRoutes({ reference, feed, access, appId }: ConsoleRoutesOptions) {
  const routes: Readonly<Record<string, Route>> = {
    'GET state': () => consoleState(reference, feed, appId),
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
