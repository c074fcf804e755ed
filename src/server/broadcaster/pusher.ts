import { channelKind } from '../../protocol/index.ts'
import { assertAccepted, backendError } from './backend-errors.ts'
import type { Broadcaster, BroadcasterType, Message } from './broadcaster.ts'
import { lazyPusherClient } from './pusher-client.ts'
import type { PusherClient, PusherCredentials } from './pusher-client.ts'
import { isPusherInstance, settingsOf } from './pusher-instance.ts'
import type { PusherInstance } from './pusher-instance.ts'

interface Backend extends PusherCredentials {
  client: () => Promise<PusherClient>
  name: string
  type: BroadcasterType
  cluster: string | null
  useTls: boolean
}

/** Options of {@link pusher}. */
export interface PusherOptions extends PusherCredentials {
  /** What clients call it when they ask for a signature. @defaultValue 'pusher' */
  name?: string
  /** The cluster of the app. @defaultValue 'mt1' */
  cluster?: string
  /** Reach it over TLS. @defaultValue true */
  useTLS?: boolean
}

/**
 * Pusher Channels, through the official `pusher` package.
 *
 * @param options - credentials, or an instance of the package
 * @throws `Error` when an instance has no key or no secret
 * @example
 * ```ts
 * const server = createPusherServer({
 *   broadcaster: pusher({ appId: '123', key: 'key', secret: 'secret', cluster: 'eu' }),
 *   authenticate: () => null,
 * })
 * ```
 */
export function pusher(options: PusherOptions | PusherInstance): Broadcaster {
  if (isPusherInstance(options)) {
    const { useTLS, ...credentials } = settingsOf(options)
    const client = async () => options
    return backend({ ...credentials, client, name: 'pusher', type: 'pusher', cluster: null, useTls: useTLS })
  }
  const { name = 'pusher', cluster = 'mt1', useTLS = true, ...credentials } = options
  const client = lazyPusherClient(credentials, { cluster }, useTLS)
  return backend({ ...credentials, client, name, type: 'pusher', cluster, useTls: useTLS })
}

/** Options of {@link selfHosted}. */
export interface SelfHostedOptions extends PusherCredentials {
  /** What clients call it when they ask for a signature. @defaultValue 'self_hosted' */
  name?: string
  /** The host of its HTTP API. */
  host: string
  /** The port of its HTTP API. @defaultValue the usual one of HTTP or HTTPS */
  port?: number
  /** Reach it over TLS. @defaultValue true */
  useTLS?: boolean
}

/**
 * A compatible server of one's own: Reverb, Soketi, sockudo, or another `serve`.
 *
 * @example
 * ```ts
 * const server = createPusherServer({
 *   broadcaster: selfHosted({ appId: '1', key: 'key', secret: 'secret', host: 'ws.example.com', port: 443 }),
 *   authenticate: () => null,
 * })
 * ```
 */
export function selfHosted(options: SelfHostedOptions): Broadcaster {
  const { name = 'self_hosted', host, port, useTLS = true, ...credentials } = options
  const client = lazyPusherClient(credentials, { host, port }, useTLS)
  return backend({ ...credentials, client, name, type: 'self_hosted', cluster: null, useTls: useTLS })
}

/** Options of {@link ably}. */
export interface AblyOptions extends Pick<PusherCredentials, 'secret' | 'timeout'> {
  /** What clients call it when they ask for a signature. @defaultValue 'ably' */
  name?: string
  /** `appId.keyId`: the part of Ably's API key before the colon; what follows it is the secret. */
  key: string
}

/**
 * Ably, through its Pusher adapter.
 *
 * @example
 * ```ts
 * const server = createPusherServer({
 *   broadcaster: {
 *     primary: pusher({ appId: '123', key: 'key', secret: 'secret', cluster: 'eu' }),
 *     fallbacks: [ably({ key: 'appId.keyId', secret: 'secret' })],
 *   },
 *   authenticate: () => null,
 * })
 * ```
 */
export function ably({ name = 'ably', key, ...credentials }: AblyOptions): Broadcaster {
  const appId = key.split('.')[0] ?? key
  const client = lazyPusherClient(
    { ...credentials, key, appId },
    { host: 'rest-pusher.ably.io', port: 443 },
    true,
  )
  return backend({ ...credentials, client, key, appId, name, type: 'ably', cluster: null, useTls: true })
}

function backend(options: Backend): Broadcaster {
  const { name, type, client, key, secret, cluster, useTls, encryptionMasterKey } = options

  async function call<T>(request: (client: PusherClient) => Promise<T>): Promise<T> {
    try {
      return await request(await client())
    } catch (error) {
      throw backendError(error)
    }
  }

  return {
    name,
    type,
    key,
    secret,
    cluster,
    useTls,
    ...(encryptionMasterKey === undefined ? {} : { encryptionMasterKey }),
    async send(messages) {
      for (const request of requestsFor(messages)) await assertAccepted(await call(request))
      return null
    },
    terminateUser: async (userId) =>
      void (await call((official) => official.terminateUserConnections(userId))),
  }
}

/** One call for messages to one channel each, ten at most; one call for each message to several. */
function requestsFor(
  messages: readonly Message[],
): ((client: PusherClient) => ReturnType<PusherClient['trigger']>)[] {
  const [first] = messages
  const fitsBatch = messages.length <= 10 && messages.every(({ channels }) => channels.length === 1)
  if (!first || (fitsBatch && messages.length > 1)) {
    const batch = messages.map(({ channels: [channel = ''], event, data, socketId }) => ({
      channel,
      name: event,
      data: payloadFor(channel, data),
      ...(socketId === undefined ? {} : { socket_id: socketId }),
    }))
    return first ? [(client) => client.triggerBatch(batch)] : []
  }
  return messages.map(({ channels, event, data, socketId }) => (client) => {
    const params = socketId === undefined ? {} : { socket_id: socketId }
    return client.trigger([...channels], event, payloadFor(channels[0] ?? '', data), params)
  })
}

/** The package seals the payloads of encrypted channels itself, and makes JSON of them once more. */
function payloadFor(channel: string, data: string): unknown {
  return channelKind(channel).kind === 'encrypted' ? JSON.parse(data) : data
}
