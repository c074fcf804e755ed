import { createServer } from 'node:http'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { getRequestListener } from '@hono/node-server'
import { createHub } from '../protocol/index.ts'
import type { App } from '../protocol/index.ts'
import { createPusherServer, devTokens, embedded } from '../server/index.ts'
import { libsqlStore } from '../stores/index.ts'
import { CliError, systemCode } from './cli-error.ts'
import { demoChannels } from './demo-channels.ts'
import { demoPolicies } from './demo-policies.ts'
import { devConfig, developer } from './dev-config.ts'
import { devCredentials, unwritable } from './dev-credentials.ts'
import { createOwnLog } from './own-log.ts'
import { attachPusherListener } from './pusher-listener.ts'
import { announce, withdraw } from './running-server.ts'
import { staticFiles } from './static-files.ts'
import { systemClock } from './system-clock.ts'

export interface DevServerOptions {
  /** 0 takes a free one. @defaultValue 8000 */
  port?: number
  /** @defaultValue '127.0.0.1' */
  host?: string
  /** The folder of the store and the credentials, made when it is not there. @defaultValue '.data' */
  data?: string
  /** The built console. @defaultValue the one in the package */
  consoleFolder?: string
}

export interface DevServer {
  /** `http://127.0.0.1:8000` */
  url: string
  port: number
  app: Pick<App, 'id' | 'key' | 'secret'>
  /** Bearer token of the reference routes. */
  token: string
  /** Ends within two seconds and loses nothing that was accepted. Idempotent. */
  close: () => Promise<void>
}

/** What the reference server answers; all other paths are the console's. */
const serverPath = /^\/(api|pusher|realtime|admin)\/|^\/healthz$/
/** ms that requests get to end when the server closes. */
const closeGrace = 1000

/**
 * Starts Pusher's protocol, its HTTP API, the reference server and the console on one port.
 *
 * @throws CliError when the port is in use or the data folder cannot be written
 * @example
 * ```ts
 * const dev = await startDevServer({ port: 0 })
 * const pusher = new Pusher(dev.app.key, { wsHost: '127.0.0.1', wsPort: dev.port, forceTLS: false, cluster: '' })
 * ```
 */
export async function startDevServer(options: DevServerOptions = {}): Promise<DevServer> {
  const { port = 8000, host = '127.0.0.1' } = options
  const data = resolve(options.data ?? '.data')
  const credentials = devCredentials(data)
  const { app, token } = credentials
  const store = openStore(data)
  const ownLog = createOwnLog(async (lines) => {
    const headers = { authorization: `Bearer ${token}` }
    await pusherServer.fetch(
      new Request('http://localhost/api/v1/logs', { method: 'POST', headers, body: JSON.stringify(lines) }),
    )
  })
  const hub = createHub({ apps: [app], clock: systemClock, observe: ownLog.hub })
  const pusherServer = createPusherServer({
    broadcaster: embedded({ hub, app }),
    channels: demoChannels,
    authenticate: devTokens({ [token]: developer }),
    authorize: demoPolicies,
    store,
    log: ownLog.server,
  })

  const http = createServer()
  const listener = attachPusherListener(http, hub)
  const files = staticFiles(options.consoleFolder ?? packagedConsole())
  const answer = getRequestListener(
    (request) => {
      const { pathname } = new URL(request.url)
      if (serverPath.test(pathname)) return pusherServer.fetch(request)
      return pathname === '/dev-config.json' ? devConfig(request, credentials) : files(request)
    },
    { overrideGlobalObjects: false },
  )
  http.on('request', (request, response) => {
    void (listener.handles(request) ? listener.handle(request, response) : answer(request, response))
  })

  try {
    await listen(http, port, host)
  } catch (error) {
    await store.close()
    throw error
  }
  const url = `http://${host.includes(':') ? `[${host}]` : host}:${(http.address() as AddressInfo).port}`
  announce(data, { url, pid: process.pid })

  async function close(): Promise<void> {
    withdraw(data)
    const ended = new Promise((done) => http.close(done))
    const impatience = setTimeout(() => http.closeAllConnections(), closeGrace)
    await ownLog.close()
    await pusherServer.close()
    await listener.close()
    http.closeIdleConnections()
    await ended
    clearTimeout(impatience)
    await store.close()
  }

  let closing: Promise<void> | undefined
  return {
    url,
    port: (http.address() as AddressInfo).port,
    app,
    token,
    close: () => (closing ??= close()),
  }
}

function openStore(data: string) {
  const file = join(data, 'events.db')
  try {
    return libsqlStore({ file })
  } catch (error) {
    const code = systemCode(error)
    if (code !== 'SQLITE_NOTADB' && code !== 'SQLITE_CORRUPT') throw unwritable(data, error)
    throw new CliError(`Expected ${file} to be a database but it is none; move it away to start anew.`, error)
  }
}

function packagedConsole(): string {
  return join(dirname(fileURLToPath(import.meta.url)), '..', 'console')
}

function listen(http: Server, port: number, host: string): Promise<void> {
  return new Promise((done, fail) => {
    http.once('error', (error) => {
      const code = systemCode(error)
      const reason =
        code === 'EADDRINUSE'
          ? 'it is in use; end the other program or choose one with --port'
          : (code ?? error.message)
      fail(new CliError(`Expected to listen on port ${port} of ${host} but ${reason}.`, error))
    })
    http.listen(port, host, done)
  })
}
