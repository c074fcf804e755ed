import type OfficialPusher from 'pusher'
import type { BaseOptions, Options } from 'pusher'
import { SetupError } from './broadcaster.ts'
import { requestAgent } from './request-agent.ts'

type HttpAgent = NonNullable<BaseOptions['agent']>

/** The methods of Pusher's Node library (`pusher`) that the server calls. */
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
   * @throws `Error` when the backend fails
   */
  terminateUserConnections: (userId: string) => Promise<HttpAnswer>
  /**
   * Sends a GET request to the HTTP API.
   *
   * @throws `Error` when the backend does not respond
   * @defaultValue none: the backend's channels are not requested
   */
  get?: (options: { path: string }) => Promise<HttpAnswer>
}

/** A response of a backend's HTTP API. */
export interface HttpAnswer {
  /** HTTP status. */
  status: number
  /**
   * The body.
   *
   * @throws `Error` when the response is incomplete
   */
  text: () => Promise<string>
  /** True when the response came from another URL after a redirect. @defaultValue false */
  redirected?: boolean
  /** The body as a stream, which is destroyed when the response is not complete in time. @defaultValue none */
  body?: unknown
}

/** The credentials of an app. */
export interface PusherCredentials {
  /** The id of the app. */
  appId: string
  /** The app key. */
  key: string
  /** The secret of the app. */
  secret: string
  /** The master key of encrypted channels: 32 bytes, base64. @defaultValue none: no encrypted channels */
  encryptionMasterKey?: string
  /** Timeout for the complete response, ms, including its body. @defaultValue 10_000 */
  timeout?: number
}

/** The location of a backend's HTTP API: one of Pusher's clusters, or a host. */
export type PusherLocation = { cluster: string } | { host: string; port?: number | undefined }

/** One request through Pusher's Node library, closed afterwards. */
export interface ClientRequest {
  client: PusherClient
  /** Closes the connection in any state of the request. */
  end: () => void
}

export const defaultTimeout = 10_000

const missingPackage = 'Expected the package pusher to be installed but it is not; run `npm install pusher`.'

/**
 * Fails at startup instead of at the first message, where packages are resolved at run time (Node without a bundler).
 * Otherwise the first message fails with the same error.
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
 * Loads Pusher's Node library for the first message, so that servers that only authorize can run without it.
 *
 * @returns a function that opens a request; it rejects with a SetupError when the package is missing or refuses the
 * settings
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
      // The library's own timeout covers the headers only. It is used where the connection cannot be closed.
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
    throw new SetupError(`Expected settings that the package pusher accepts: ${reason}`, cause)
  }
}

async function loadPackage() {
  try {
    // Inside `try`, bundlers treat the package as optional, so that a server that never publishes can be built without
    // it.
    return (await import('pusher')).default
  } catch (cause) {
    throw new SetupError(missingPackage, cause)
  }
}
