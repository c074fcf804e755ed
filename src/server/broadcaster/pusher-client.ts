/** What the server uses of the official `pusher` package. */
export interface PusherClient {
  trigger: (
    channels: string[],
    event: string,
    data: unknown,
    params?: { socket_id?: string },
  ) => Promise<HttpAnswer>
  triggerBatch: (
    batch: { channel: string; name: string; data: unknown; socket_id?: string }[],
  ) => Promise<HttpAnswer>
  terminateUserConnections: (userId: string) => Promise<unknown>
}

/** The answer of a backend's HTTP API. */
export interface HttpAnswer {
  status: number
  text: () => Promise<string>
}

export interface PusherCredentials {
  appId: string
  key: string
  secret: string
  /** 32 bytes, base64: the master key of encrypted channels. */
  encryptionMasterKey?: string
  /** ms without an answer after which a request failed. @defaultValue 10_000 */
  timeout?: number
}

/** Where a backend's HTTP API is: one of Pusher's clusters, or a host. */
export type PusherLocation = { cluster: string } | { host: string; port?: number | undefined }

/**
 * Loads the official package at the first message: servers that only authorise run where it does not.
 *
 * @throws when the package is not installed
 */
export function lazyPusherClient(
  credentials: PusherCredentials,
  location: PusherLocation,
  useTls: boolean,
): () => Promise<PusherClient> {
  let client: Promise<PusherClient> | undefined
  return () => (client ??= load(credentials, location, useTls))
}

async function load(
  { appId, key, secret, timeout = 10_000, encryptionMasterKey }: PusherCredentials,
  location: PusherLocation,
  useTls: boolean,
): Promise<PusherClient> {
  const Pusher = await loadPackage()
  const place =
    'cluster' in location
      ? { cluster: location.cluster }
      : { host: location.host, ...(location.port === undefined ? {} : { port: String(location.port) }) }
  return new Pusher({
    appId,
    key,
    secret,
    timeout,
    useTLS: useTls,
    ...(encryptionMasterKey === undefined ? {} : { encryptionMasterKeyBase64: encryptionMasterKey }),
    ...place,
  })
}

async function loadPackage() {
  try {
    // Inside `try`, a bundler takes it for what may be absent: a server that never publishes builds without it.
    return (await import('pusher')).default
  } catch (cause) {
    throw new Error('Expected the package pusher to be installed but it is not; run `npm install pusher`.', {
      cause,
    })
  }
}
