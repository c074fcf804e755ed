import type OfficialPusher from 'pusher'
import type { BaseOptions, Options } from 'pusher'
import { SetupError } from './broadcaster.ts'
import { requestAgent } from './request-agent.ts'

type HttpAgent = NonNullable<BaseOptions['agent']>

/** The methods of the official `pusher` package that the server calls. */
export interface PusherClient {
  /**
   * Publishes one event.
   *
   * @throws `Error` when the backend does not accept it
   */
  trigger: (
    channels: string[],
    event: string,
    data: unknown,
    params?: { socket_id?: string },
  ) => Promise<HttpAnswer>
  /**
   * Publishes several events in one request.
   *
   * @throws `Error` when the backend does not accept them
   */
  triggerBatch: (
    batch: { channel: string; name: string; data: unknown; socket_id?: string }[],
  ) => Promise<HttpAnswer>
  /**
   * Closes all connections of a signed-in user.
   *
   * @throws `Error` when the backend does not
   */
  terminateUserConnections: (userId: string) => Promise<HttpAnswer>
  /**
   * Reads a resource of the HTTP API.
   *
   * @throws `Error` when the backend does not answer
   * @defaultValue none: the backend is not asked for its channels
   */
  get?: (options: { path: string }) => Promise<HttpAnswer>
}

/** The answer of a backend's HTTP API. */
export interface HttpAnswer {
  /** HTTP status. */
  status: number
  /**
   * The body.
   *
   * @throws `Error` when the answer broke off
   */
  text: () => Promise<string>
  /** True when the answer came from another URL after a redirect. @defaultValue false */
  redirected?: boolean
  /** The body as a stream; it is destroyed when the answer is not complete in time. @defaultValue none */
  body?: unknown
}

/** The credentials of an app at a backend. */
export interface PusherCredentials {
  /** The id of the app. */
  appId: string
  /** The app key. */
  key: string
  /** The secret of the app. */
  secret: string
  /** The master key of encrypted channels: 32 bytes, base64. @defaultValue none: no encrypted channels */
  encryptionMasterKey?: string
  /** ms for the whole answer, headers and body; after it the request fails. @defaultValue 10_000 */
  timeout?: number
}

/** Where a backend's HTTP API is: one of Pusher's clusters, or a host. */
export type PusherLocation = { cluster: string } | { host: string; port?: number | undefined }

/** One request through the official package: closed when it is over. */
export interface ClientRequest {
  client: PusherClient
  /** Closes the connection in any state of the request. */
  end: () => void
}

export const defaultTimeout = 10_000

const missingPackage = 'Expected the package pusher to be installed but it is not; run `npm install pusher`.'

/**
 * Fails at the start rather than at the first message, where packages are resolved at run time (Node without a
 * bundler). Elsewhere the first message fails with the same error.
 *
 * @throws `Error` when the package is not installed
 */
function assertPackageIsInstalled(): void {
  try {
    import.meta.resolve?.('pusher')
  } catch (cause) {
    if ((cause as { code?: unknown }).code === 'ERR_MODULE_NOT_FOUND')
      throw new Error(missingPackage, { cause })
  }
}

/**
 * Loads the official package at the first message: servers that only authorize run where it does not.
 *
 * @returns opens a request; rejects with a SetupError when the package is missing or refuses the settings
 * @throws `Error` when the package is known to be missing
 */
export function lazyPusherClient(
  credentials: PusherCredentials,
  location: PusherLocation,
  useTls: boolean,
): (largest?: number) => Promise<ClientRequest> {
  assertPackageIsInstalled()
  const { appId, key, secret, timeout = defaultTimeout, encryptionMasterKey } = credentials
  const place =
    'cluster' in location
      ? { cluster: location.cluster }
      : { host: location.host, ...(location.port === undefined ? {} : { port: String(location.port) }) }
  return async (largest) => {
    const Pusher = await loadPackage()
    const connection = requestAgent(useTls, largest)
    const settings = {
      appId,
      key,
      secret,
      useTLS: useTls,
      ...(encryptionMasterKey === undefined ? {} : { encryptionMasterKeyBase64: encryptionMasterKey }),
      // The package's own timeout covers the headers only. It is used where the connection cannot be closed.
      ...(connection ? { agent: connection.agent as HttpAgent } : { timeout }),
      ...place,
    }
    return { client: create(Pusher, settings), end: () => connection?.end() }
  }
}

function create(Pusher: typeof OfficialPusher, settings: Options): PusherClient {
  try {
    return new Pusher(settings)
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : 'unknown'
    throw new SetupError(`Expected settings that the package pusher takes: ${reason}`, cause)
  }
}

async function loadPackage() {
  try {
    // Inside `try`, bundlers treat the package as optional: a server that never publishes builds without it.
    return (await import('pusher')).default
  } catch (cause) {
    throw new SetupError(missingPackage, cause)
  }
}
