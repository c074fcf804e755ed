import type { App } from '../protocol/index.ts'
import type { RealtimeConfig } from './config/realtime-config.ts'
import type { DevLogLine } from './self-log/self-log.ts'
import type { ServeMode } from './setup/serve-setup.ts'

/** Options of {@link startDevServer}. */
export interface DevServerOptions {
  /** The port to listen on; 0 for a free one. @defaultValue 8000 */
  port?: number
  /**
   * The address to listen on; an address other than loopback requires `config` or `requireToken`.
   * @defaultValue '127.0.0.1'
   */
  host?: string
  /**
   * The channels, policies and handlers of the app instead of the demo's, as in `defineConfig`.
   * @defaultValue none
   */
  config?: RealtimeConfig
  /**
   * Whether requests need a token, even if the configuration has no `authenticate`. Without a configuration, the
   * demo's policies apply. @defaultValue false
   */
  requireToken?: boolean
  /** The folder of the store and the credentials, created if it does not exist. @defaultValue '.data' */
  data?: string
  /**
   * Other origins whose pages may use the reference routes and read their responses, such as `http://app.test:3000`.
   * Pages on other ports of this machine may also connect by WebSocket.
   * @defaultValue pages of this machine on every port; pages on 3000, 5173 and 6006 also with their cookies
   */
  origins?: readonly string[]
  /**
   * Host names without a port, besides those of this machine and `host`, under which the server may be opened.
   * Requests with another host name are refused with 403, like those of other sites' pages. @defaultValue `[]`
   */
  allowHosts?: readonly string[]
  /** The folder of the built console. @defaultValue the one in the package */
  consoleFolder?: string
  /**
   * Environment variables: `PUSHER_…` and `DATABASE_URL` for an external backend and database; `WS_ENABLED`,
   * `WS_HEARTBEAT_INTERVAL` and `WS_MAX_CONNECTIONS` for the server's own sockets.
   *
   * @defaultValue `{}`
   */
  env?: Readonly<Record<string, string | undefined>>
  /** Called with each line of the server's own log, which the console shows too. @defaultValue none */
  onLogLine?: (line: DevLogLine) => void
}

/** A running dev server. */
export interface DevServer {
  /** The URL of the server: `http://127.0.0.1:8000`. */
  url: string
  /** The port that it listens on. */
  port: number
  /** The app of the server. */
  app: Pick<App, 'id' | 'key' | 'secret'>
  /** The bearer token of the reference routes. */
  token: string
  /**
   * The mode of the server. `open`: every channel can be joined, published to and read, and requests need no
   * credentials; only on loopback, without a configuration and without a backend in `env`. `demo`: the demo's policies
   * apply, and requests need a token. `config`: the configuration applies.
   */
  mode: ServeMode
  /** The name of the backend in `env` that it publishes to, such as `pusher`; null for its own hub. */
  outside: string | null
  /**
   * Replaces the configuration. Connections and subscriptions are kept.
   *
   * @throws {@link ConfigError} when the configuration is invalid; the previous one is kept
   */
  useConfig: (config: RealtimeConfig) => Promise<void>
  /**
   * Closes the server within two seconds. Accepted events are not lost. Idempotent.
   *
   * @throws {@link CliError} when the file with the server's address could not be removed
   * @throws `Error` when the store could not be closed
   */
  close: () => Promise<void>
}
