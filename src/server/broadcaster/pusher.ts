import { channelKind, limits } from '../../protocol/index.ts'
import { broadcastError } from './broadcaster.ts'
import type { Broadcaster, BroadcasterType, Message } from './broadcaster.ts'
import { lazyPusherClient } from './pusher-client.ts'
import type { ClientRequest, HttpAnswer, PusherClient, PusherCredentials } from './pusher-client.ts'
import { isPusherInstance, settingsOf } from './pusher-instance.ts'
import type { PusherInstance } from './pusher-instance.ts'
import { wholeAnswer } from './whole-answer.ts'

interface Backend extends PusherCredentials {
  client: () => Promise<ClientRequest>
  name: string
  type: BroadcasterType
  cluster: string | null
  useTls: boolean
}

/** Options of {@link pusher}. */
export interface PusherBroadcasterOptions extends PusherCredentials {
  /** Its name in requests for a signature. @defaultValue 'pusher' */
  name?: string
  /** The cluster of the app. @defaultValue 'mt1' */
  cluster?: string
  /** Use TLS. @defaultValue true */
  useTLS?: boolean
}

/**
 * Pusher Channels, through the official `pusher` package.
 *
 * @param options - credentials, or an instance of the package
 * @throws `Error` when an instance has no key or no secret, the options name a host, or the package is not installed
 * @example
 * ```ts
 * const server = createPusherServer({
 *   broadcaster: pusher({ appId: '123', key: 'key', secret: 'secret', cluster: 'eu' }),
 *   authenticate: () => null,
 * })
 * ```
 */
export function pusher(options: PusherBroadcasterOptions | PusherInstance): Broadcaster {
  if (isPusherInstance(options)) {
    const { useTLS, ...credentials } = settingsOf(options)
    const client = async () => ({ client: options, end: () => {} })
    return backend({ ...credentials, client, name: 'pusher', type: 'pusher', cluster: null, useTls: useTLS })
  }
  if ('host' in options || 'port' in options) {
    throw new Error(
      'Expected the options of `pusher` to name a cluster but got a host or a port; use `selfHosted` for a server of your own.',
    )
  }
  const { name = 'pusher', cluster = 'mt1', useTLS = true, ...credentials } = options
  const client = lazyPusherClient(credentials, { cluster }, useTLS)
  return backend({ ...credentials, client, name, type: 'pusher', cluster, useTls: useTLS })
}

/** Options of {@link selfHosted}. */
export interface SelfHostedBroadcasterOptions extends PusherCredentials {
  /** Its name in requests for a signature. @defaultValue 'self_hosted' */
  name?: string
  /** The host of its HTTP API. */
  host: string
  /** The port of its HTTP API. @defaultValue the usual one of HTTP or HTTPS */
  port?: number
  /** Use TLS. @defaultValue true */
  useTLS?: boolean
}

/**
 * A compatible server of your own: Reverb, Soketi, sockudo, or another `serve`.
 *
 * @throws `Error` when the package `pusher` is not installed
 * @example
 * ```ts
 * const server = createPusherServer({
 *   broadcaster: selfHosted({ appId: '1', key: 'key', secret: 'secret', host: 'ws.example.com', port: 443 }),
 *   authenticate: () => null,
 * })
 * ```
 */
export function selfHosted(options: SelfHostedBroadcasterOptions): Broadcaster {
  const { name = 'self_hosted', host, port, useTLS = true, ...credentials } = options
  const client = lazyPusherClient(credentials, { host, port }, useTLS)
  return backend({ ...credentials, client, name, type: 'self_hosted', cluster: null, useTls: useTLS })
}

/** Options of {@link ably}. */
export interface AblyBroadcasterOptions extends Pick<PusherCredentials, 'secret' | 'timeout'> {
  /** Its name in requests for a signature. @defaultValue 'ably' */
  name?: string
  /** `appId.keyId`: the part of Ably's API key before the colon; what follows it is the secret. */
  key: string
}

/**
 * Ably, through its Pusher adapter.
 *
 * @throws `Error` when the package `pusher` is not installed
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
export function ably({ name = 'ably', key, ...credentials }: AblyBroadcasterOptions): Broadcaster {
  const appId = key.split('.')[0] ?? key
  const client = lazyPusherClient(
    { ...credentials, key, appId },
    { host: 'rest-pusher.ably.io', port: 443 },
    true,
  )
  return backend({ ...credentials, client, key, appId, name, type: 'ably', cluster: null, useTls: true })
}

function backend(options: Backend): Broadcaster {
  const { name, type, client, key, secret, cluster, useTls, encryptionMasterKey, timeout } = options

  return {
    name,
    type,
    key,
    secret,
    cluster,
    useTls,
    ...(encryptionMasterKey === undefined ? {} : { encryptionMasterKey }),
    async send(messages) {
      let accepted = 0
      for (const { request, messages: count } of requestsFor(messages)) {
        try {
          await wholeAnswer(client, request, timeout)
        } catch (error) {
          throw broadcastError(error, accepted)
        }
        accepted += count
      }
      return null
    },
    terminateUser: (userId) =>
      wholeAnswer(client, (official) => official.terminateUserConnections(userId), timeout),
  }
}

interface BackendRequest {
  request: (client: PusherClient) => Promise<HttpAnswer>
  /** Count of the messages that it carries. */
  messages: number
}

/**
 * One call for each message to several channels and each one to an encrypted channel; one for ten others in a row
 * (Pusher documentation, "HTTP API reference").
 */
function requestsFor(messages: readonly Message[]): BackendRequest[] {
  const requests: BackendRequest[] = []
  let batch: Message[] = []
  const flush = () => {
    if (batch.length > 0) requests.push(batch.length === 1 ? single(batch[0] as Message) : many(batch))
    batch = []
  }
  for (const message of messages) {
    if (message.channels.length === 1 && !isEncrypted(message)) {
      batch.push(message)
      if (batch.length === limits.eventsPerBatch) flush()
    } else {
      flush()
      requests.push(single(message))
    }
  }
  flush()
  return requests
}

function single(message: Message): BackendRequest {
  const { channels, event, data, socketId } = message
  const params = socketId === undefined ? {} : { socket_id: socketId }
  // The package encrypts the payloads of encrypted channels itself, and serializes them as JSON again.
  const payload: unknown = isEncrypted(message) ? JSON.parse(data) : data
  return { messages: 1, request: (client) => client.trigger([...channels], event, payload, params) }
}

function many(messages: readonly Message[]): BackendRequest {
  const batch = messages.map(({ channels: [channel = ''], event, data, socketId }) => ({
    channel,
    name: event,
    data,
    ...(socketId === undefined ? {} : { socket_id: socketId }),
  }))
  return { messages: messages.length, request: (client) => client.triggerBatch(batch) }
}

function isEncrypted({ channels }: Message): boolean {
  return channels.some((channel) => channelKind(channel).kind === 'encrypted')
}
