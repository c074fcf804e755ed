import { consoleRoutePath } from '../console/console-routes.ts'
import type { ReceivedWebhooks } from '../console/received-webhooks.ts'
import type { DemoRoutes } from '../demo/demo-routes.ts'
import { devConfig, type DevConfigParts } from './dev-config.ts'
import { devUserHeader, withDevCors, withoutCookies } from './dev-cors.ts'
import type { DevLogRoute } from '../self-log/self-log-route.ts'
import { refuseFallbackTransport } from './fallback-transports.ts'
import { isLocalRequest, isOfThisMachine } from './loopback.ts'
import type { SelfLog } from '../self-log/self-log.ts'
import { isPageRequest } from './pages.ts'
import type { ReferenceServer } from './reference-server.ts'

/** The origins of Next.js, Vite and Storybook, whose pages need the routes of this server. */
export const usualOrigins = [3000, 5173, 6006].flatMap((port) => [
  `http://localhost:${port}`,
  `http://127.0.0.1:${port}`,
])
/** The routes that the console reads. */
const consolePath = /^\/dev-(?:config\.json|log|console\/.*)$/
/** The paths of the reference server; all other paths belong to the console. */
const serverPath = /^\/(api|pusher|realtime|admin)\/|^\/healthz$/

interface DevRoutesOptions {
  reference: ReferenceServer
  selfLog: SelfLog
  devLog: DevLogRoute
  /** Records the webhooks of external backends. */
  received: ReceivedWebhooks
  /** Handles the Console's own routes. */
  console: (request: Request) => Promise<Response>
  /** The built console. */
  files: (request: Request) => Promise<Response> | Response
  /** The demo's routes of the current setup. */
  demo: () => DemoRoutes
  /** The settings with which the console connects. */
  connection: Pick<DevConfigParts, 'appKey' | 'token' | 'consoleToken' | 'outside'>
}

/**
 * Everything except Pusher's protocol and its HTTP API: the console and its routes, the demo, and the reference
 * server.
 *
 * @returns a function that handles a request from an address
 */
export function devRoutes(options: DevRoutesOptions) {
  const { reference, selfLog, devLog, received, files, demo, connection } = options
  const config = { ...connection, setup: () => reference.setup, authenticate: reference.authenticate }

  async function mayReadLog(request: Request, address: string | undefined): Promise<boolean> {
    if (reference.setup.mode === 'open' || isLocalRequest(request, address)) return true
    const user = await Promise.resolve(reference.authenticate(request)).catch(() => null)
    return user?.roles?.includes('admin') ?? false
  }

  async function answer(request: Request, address: string | undefined): Promise<Response> {
    const { pathname } = new URL(request.url)
    if (pathname === '/dev-config.json') return devConfig(request, address, config)
    if (pathname === '/dev-log' && request.method === 'GET') {
      return (await mayReadLog(request, address)) ? devLog.answer(request) : unauthenticated()
    }
    if (consoleRoutePath.test(pathname)) return options.console(request)
    if (request.headers.has(devUserHeader) && !isOfThisMachine(request, address)) return identityRefused()
    if (isPageRequest(request)) return files(new Request(new URL('/', request.url), request))
    const demoAnswer = demo().answer(request)
    if (demoAnswer) return demoAnswer
    const refusal = refuseFallbackTransport(request)
    if (refusal) {
      selfLog.line('warn', `a request for an HTTP transport, which is not supported: ${pathname}`)
      return refusal
    }
    if (!serverPath.test(pathname)) return files(request)
    return received.answer(request, (asked) => reference.fetch(asked, { address }))
  }

  return (request: Request, address: string | undefined): Promise<Response> => {
    const { origins: pages, mode } = reference.setup
    // They contain the token and names of users, which are for the console only.
    if (consolePath.test(new URL(request.url).pathname)) return answer(request, address)
    const asked = mode === 'open' ? withoutCookies(request) : request
    // Without a list of origins, every port of this machine is allowed, because Vite uses the next free port.
    const isAnyPort = mode === 'open' || pages === usualOrigins
    return withDevCors(asked, { origins: pages, isAnyPort }, () => answer(asked, address))
  }
}

function unauthenticated(): Response {
  const error = 'Expected the token of this dev server, because the request comes from another machine.'
  return Response.json({ error, code: 'unauthenticated', field: 'authorization' }, { status: 401 })
}

function identityRefused(): Response {
  const error =
    'Expected credentials instead of the identity of a tab, because the request comes from another machine; ' +
    '`npx react-pusher-kit token --user ana` prints a bearer token.'
  return Response.json({ error, code: 'unauthenticated', field: devUserHeader }, { status: 401 })
}
