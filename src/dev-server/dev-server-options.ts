import type { App } from '../protocol/index.ts'
import type { RealtimeConfig } from './config/realtime-config.ts'
import type { DevLogLine } from './self-log/self-log.ts'
import type { ServeMode } from './setup/serve-setup.ts'

/** Options of {@link startDevServer}. */
export interface DevServerOptions {
  /** The port to listen on; 0 chooses a free one. @defaultValue 8000 */
  port?: number
  /** The address to listen on; beyond this machine it needs `config` or `requireToken`. @defaultValue '127.0.0.1' */
  host?: string
  /**
   * The channels, policies and handlers of the app in place of the demo's, as `defineConfig` takes them.
   * @defaultValue none
   */
  config?: RealtimeConfig
  /**
   * Requests need a token, also where the configuration has no `authenticate`; without a configuration the demo's
   * policies apply. @defaultValue false
   */
  requireToken?: boolean
  /** The folder of the store and the credentials, created when it does not exist. @defaultValue '.data' */
  data?: string
  /**
   * Pages that may use the reference routes and read their answers, as `http://app.test:3000`. Pages of other ports of
   * this machine may connect by WebSocket, too. @defaultValue pages of this machine, of every port; those of 3000, 5173
   * and 6006 with their cookies
   */
  origins?: readonly string[]
  /**
   * Host names without a port, besides those of this machine and `host`, by which the server may be opened. Requests by
   * another name are refused with 403, as pages of another site are. @defaultValue `[]`
   */
  allowHosts?: readonly string[]
  /** The built console. @defaultValue the one in the package */
  consoleFolder?: string
  /**
   * Environment variables: `PUSHER_…` and `DATABASE_URL` for a backend and a database outside this process; `WS_ENABLED`,
   * `WS_HEARTBEAT_INTERVAL` and `WS_MAX_CONNECTIONS` for its own sockets.
   *
   * @defaultValue `{}`
   */
  env?: Readonly<Record<string, string | undefined>>
  /** Gets each line of the server's own log, which the console shows, too. @defaultValue none */
  onLogLine?: (line: DevLogLine) => void
}

/** A running dev server. */
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
   * `open`: every channel can be joined, published to and read, and requests need no credentials. It exists on
   * loopback only, without a configuration and without a backend in `env`. `demo`: the demo's policies apply, and
   * requests need a token. `config`: the configuration applies.
   */
  mode: ServeMode
  /** Name of the backend of `env` that it publishes to, such as `pusher`; null for its own. */
  outside: string | null
  /**
   * Replaces the configuration; connections and subscriptions stay.
   *
   * @throws {@link ConfigError} when the configuration cannot be used; the previous one stays
   */
  useConfig: (config: RealtimeConfig) => Promise<void>
  /**
   * Closes the server within two seconds. No accepted event is lost. Idempotent.
   *
   * @throws {@link CliError} when the file that says where the server listens could not be removed
   * @throws `Error` when the store could not be closed
   */
  close: () => Promise<void>
}
