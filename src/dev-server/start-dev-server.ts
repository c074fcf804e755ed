import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { App } from '../protocol/index.ts'
import { devTokens } from '../server/index.ts'
import { backendFromEnvironment } from './backend-from-environment.ts'
import { demoTaskRoute } from './demo-task.ts'
import { devConfig, developer } from './dev-config.ts'
import { devCredentials } from './dev-credentials.ts'
import { openHttpFront } from './http-front.ts'
import { openStore } from './open-store.ts'
import { createReferenceServer } from './reference-server.ts'
import { announce, withdraw } from './running-server.ts'
import { staticFiles } from './static-files.ts'

/** Options of {@link startDevServer}. */
export interface DevServerOptions {
  /** The port to listen on; 0 takes a free one. @defaultValue 8000 */
  port?: number
  /** The address to listen on. @defaultValue '127.0.0.1' */
  host?: string
  /** The folder of the store and the credentials, made when it is not there. @defaultValue '.data' */
  data?: string
  /** Pages of other origins that may use the reference routes. @defaultValue the usual ports of dev servers */
  origins?: readonly string[]
  /** The built console. @defaultValue the one in the package */
  consoleFolder?: string
  /**
   * Where `PUSHER_…` and `DATABASE_URL` are looked for: a backend and a database outside of this process.
   *
   * @defaultValue `{}`
   */
  env?: Readonly<Record<string, string | undefined>>
}

/** A dev server that runs. */
export interface DevServer {
  /** Where it answers: `http://127.0.0.1:8000`. */
  url: string
  /** The port that it listens on. */
  port: number
  /** The app that it serves. */
  app: Pick<App, 'id' | 'key' | 'secret'>
  /** Bearer token of the reference routes. */
  token: string
  /**
   * Ends within two seconds and loses nothing that was accepted. Idempotent.
   *
   * @throws `Error` when the store could not be closed
   */
  close: () => Promise<void>
}

/** Where Next.js, Vite and Storybook serve an app: its pages need the routes of this server. */
const usualOrigins = [3000, 5173, 6006].flatMap((port) => [
  `http://localhost:${port}`,
  `http://127.0.0.1:${port}`,
])
/** What the reference server answers; all other paths are the console's. */
const serverPath = /^\/(api|pusher|realtime|admin)\/|^\/healthz$/

/**
 * Starts Pusher's protocol, its HTTP API, the reference server and the console on one port. For development and
 * tests: whoever reaches the port can do everything.
 *
 * @throws {@link CliError} when the port is in use or the data folder cannot be written
 * @throws `Error` when `env` names half a backend
 * @example
 * ```ts
 * import Pusher from 'pusher-js'
 * import { startDevServer } from 'react-pusher-kit/dev-server'
 *
 * const dev = await startDevServer({ port: 0 })
 * const pusher = new Pusher(dev.app.key, {
 *   wsHost: '127.0.0.1',
 *   wsPort: dev.port,
 *   forceTLS: false,
 *   cluster: '',
 * })
 * ```
 */
export async function startDevServer(options: DevServerOptions = {}): Promise<DevServer> {
  const { port = 8000, host = '127.0.0.1', env = {} } = options
  const data = resolve(options.data ?? '.data')
  const credentials = devCredentials(data)
  const { app, token } = credentials
  const outside = backendFromEnvironment(env, app.key)
  const store = await openStore(data, env['DATABASE_URL'])
  const authenticate = devTokens({ [token]: developer })
  const { hub, server, ownLog } = createReferenceServer({
    credentials,
    authenticate,
    store,
    outside: outside?.broadcaster ?? null,
    origins: options.origins ?? usualOrigins,
  })
  const files = staticFiles(options.consoleFolder ?? packagedConsole())
  const config = { appKey: app.key, token, outside: outside?.client ?? null }

  const front = await openHttpFront({
    port,
    host,
    hub,
    async answer(request, info) {
      const { pathname } = new URL(request.url)
      if (pathname === '/dev-config.json') return devConfig(request, config)
      if (pathname === '/api/v1/demo/tasks' && request.method === 'POST') {
        return demoTaskRoute(server, authenticate, request)
      }
      return serverPath.test(pathname) ? server.fetch(request, info) : files(request)
    },
  }).catch(async (error: unknown) => {
    await ownLog.close()
    await store.close()
    throw error
  })
  const url = `http://${host.includes(':') ? `[${host}]` : host}:${front.port}`
  announce(data, { url, pid: process.pid })

  async function close(): Promise<void> {
    withdraw(data)
    await ownLog.close()
    await server.close()
    await front.close()
    await store.close()
  }

  let closing: Promise<void> | undefined
  return { url, port: front.port, app, token, close: () => (closing ??= close()) }
}

function packagedConsole(): string {
  return join(dirname(fileURLToPath(import.meta.url)), '..', 'console')
}
