import { randomBytes } from 'node:crypto'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { closeCodes } from '../protocol/index.ts'
import { backendFromEnvironment } from './cli/serve/backend-from-environment.ts'
import { chooseSetup, withoutIdentities } from './setup/choose-setup.ts'
import { consoleAccess } from './console/console-access.ts'
import { consoleRoutes } from './console/console-routes.ts'
import { Feed } from './console/feed.ts'
import { feedSocket } from './console/feed-socket.ts'
import { ReceivedWebhooks } from './console/received-webhooks.ts'
import { configError, configSetup } from './config/config-setup.ts'
import type { RealtimeConfig } from './config/realtime-config.ts'
import { createDemoRoutes } from './demo/demo-routes.ts'
import { devCredentials, unwritable } from './identity/dev-credentials.ts'
import { devLogRoute } from './self-log/self-log-route.ts'
import { devRoutes, usualOrigins } from './http/dev-routes.ts'
import type { DevServer, DevServerOptions } from './dev-server-options.ts'
import { openHttpFront } from './http/http-front.ts'
import { openStore } from './setup/open-store.ts'
import { createSelfLog } from './self-log/self-log.ts'
import { createReferenceServer } from './http/reference-server.ts'
import type { ReferenceServer, ReferenceServerOptions } from './http/reference-server.ts'
import { requestGuard } from './http/request-guard.ts'
import { announce, withdraw } from './cli/running-server.ts'
import { broadcastLine, socketSettings } from './cli/serve/socket-environment.ts'
import { staticFiles } from './http/static-files.ts'

/**
 * Starts Pusher's protocol, its HTTP API, the reference server and the console on one port. For development and tests
 * only, because in open mode a request to the port may do everything.
 *
 * @throws {@link CliError} when the port is in use, the data folder is not writable, or other machines could reach a
 *   server without credentials
 * @throws {@link ConfigError} when the configuration is invalid
 * @throws `Error` when `env` has only a part of a backend's variables
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
  const { port = 8000, host = '127.0.0.1', env = {}, allowHosts = [], requireToken = false } = options
  const originsOf = ({ origins }: RealtimeConfig = {}) => options.origins ?? origins ?? usualOrigins
  const setupOf = (config: RealtimeConfig) => {
    const setup = configSetup(config, originsOf(config))
    return requireToken ? withoutIdentities(setup) : setup
  }
  const data = resolve(options.data ?? '.data')
  const credentials = devCredentials(data)
  const { app, token } = credentials
  const outside = backendFromEnvironment(env, app.key)
  const setup = chooseSetup({
    host,
    hasOutside: outside !== null,
    requireToken,
    origins: originsOf(),
    config: options.config ? setupOf(options.config) : null,
  })
  const sockets = socketSettings(env)
  const store = await openStore(data, env['DATABASE_URL'])
  const selfLog = createSelfLog(options.onLogLine)
  const devLog = devLogRoute(selfLog)
  const feed = new Feed()
  const consoleToken = randomBytes(24).toString('base64url')
  const access = consoleAccess(consoleToken)
  const feedReaders = feedSocket(feed, access)
  const reference = await openReference({
    credentials,
    selfLog,
    feed,
    setup,
    store,
    outside: outside?.broadcaster ?? null,
    sockets,
  })
  selfLog.line('info', broadcastLine(reference.server.broadcaster.status(), sockets))
  let demo = createDemoRoutes({ reference })
  const received = new ReceivedWebhooks(
    feed,
    (key) => reference.server.broadcaster.all.find((backend) => backend.key === key)?.name,
  )
  const answer = devRoutes({
    reference,
    selfLog,
    devLog,
    received,
    console: consoleRoutes({ reference, store, feed, received, access, credentials }),
    files: staticFiles(options.consoleFolder ?? packagedConsole()),
    demo: () => demo,
    connection: {
      appKey: app.key,
      token,
      consoleToken,
      outside: outside && { name: outside.broadcaster.name, client: outside.client },
    },
  })

  // The address to listen on is allowed as with --allow-host, because no page of another site can use it as its host
  // name.
  const guardOf = (origins: readonly string[]) =>
    requestGuard({
      allowHosts: [...allowHosts, urlHost(host)],
      origins,
      isOpen: () => reference.setup.mode === 'open',
    })
  let guard = guardOf(setup.origins)

  const front = await openHttpFront({
    port,
    host,
    hub: reference.hub,
    guard: (headers, method, path) => guard(headers, method, path),
    upgrade: feedReaders.upgrade,
    onRefused: selfLog.refused,
    answer,
  }).catch(async (error: unknown) => {
    await store.close()
    throw error
  })
  const url = `http://${urlHost(host)}:${front.port}`

  /** Closes every part, even if an earlier one fails. */
  async function close(): Promise<void> {
    const parts = [
      async () => withdraw(data),
      () => demo.close(),
      async () => devLog.close(),
      async () => feedReaders.close(),
      () => reference.close(),
      () => front.close(),
      // Webhooks that wait for their time or for a response are dropped.
      async () => reference.hub.close(closeCodes.reconnect, 'The server is stopping'),
      () => store.close(),
    ]
    const failures: unknown[] = []
    for (const part of parts) {
      try {
        await part()
      } catch (error) {
        failures.push(error)
      }
    }
    if (failures.length > 0) throw failures[0]
  }

  try {
    announce(data, { url, pid: process.pid })
  } catch (error) {
    await close()
    throw unwritable(data, error)
  }

  async function useConfig(next: RealtimeConfig): Promise<void> {
    const nextSetup = setupOf(next)
    // Tasks of the demo do not belong to the app.
    await demo.close()
    await reference.useSetup(nextSetup).catch((error: unknown) => {
      demo = createDemoRoutes({ reference })
      throw configError(error)
    })
    guard = guardOf(nextSetup.origins)
  }

  let closing: Promise<void> | undefined
  return {
    url,
    port: front.port,
    app,
    token,
    get mode() {
      return reference.setup.mode
    },
    outside: outside?.broadcaster.name ?? null,
    useConfig,
    close: () => (closing ??= close()),
  }
}

/** @throws CliError when a configuration is invalid */
async function openReference(options: ReferenceServerOptions): Promise<ReferenceServer> {
  try {
    return createReferenceServer(options)
  } catch (error) {
    await options.store.close()
    throw options.setup.mode === 'config' ? configError(error) : error
  }
}

function urlHost(host: string): string {
  return host.includes(':') ? `[${host}]` : host
}

function packagedConsole(): string {
  return join(dirname(fileURLToPath(import.meta.url)), '..', 'console')
}
