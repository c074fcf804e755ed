import { base64ToBytes, channelKind, createHub, encrypt } from '../../protocol/index.ts'
import type { App, Clock, Hub } from '../../protocol/index.ts'
import { BroadcastError, broadcastError, SetupError } from './broadcaster.ts'
import type { Broadcaster, Message } from './broadcaster.ts'

/** Options of {@link embedded}. */
export interface EmbeddedBroadcasterOptions {
  /**
   * The hub to publish to, such as that of the dev server. @defaultValue none: subscriptions are signed and numbered
   * events are stored, but other events are refused with 503, because there are no subscribers
   */
  hub?: Hub
  /** One of the hub's apps. @defaultValue a new app with a random secret */
  app?: Pick<App, 'id' | 'key' | 'secret'>
  /** The backend's name in authorization requests. @defaultValue 'embedded' */
  name?: string
  /** The master key of encrypted channels: 32 bytes, base64. @defaultValue none: no encrypted channels */
  encryptionMasterKey?: string
}

/** For a hub without connections, which needs no timers. */
const idleClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  schedule: () => () => {},
}

/** The error for sending without a hub. */
export const noHub =
  'Expected a hub that clients connect to but `embedded()` got none; pass `pusher` to createPusherServer, ' +
  'or its own hub where one runs in this process.'

const withoutHub = new WeakSet<Broadcaster>()

/** True for an {@link embedded} backend without a hub. */
export function hasNoHub(broadcaster: Broadcaster): boolean {
  return withoutHub.has(broadcaster)
}

/**
 * The Pusher protocol hub of this process, as `serve` uses it.
 *
 * @example
 * ```ts
 * const server = createPusherServer({ broadcaster: embedded(), authenticate: () => null })
 * ```
 */
export function embedded(options: EmbeddedBroadcasterOptions = {}): Broadcaster {
  const { name = 'embedded', encryptionMasterKey } = options
  const app = options.app ?? { id: '1', key: 'embedded', secret: crypto.randomUUID() }
  const hub = options.hub ?? createHub({ apps: [app], clock: idleClock })

  /** Returns the number of connections that received it. */
  function publish({ channels, event, data, socketId }: Message): number {
    try {
      const sealed = seal(channels, data, encryptionMasterKey)
      hub.publish(app.id, { channels, event, data: sealed, ...(socketId === undefined ? {} : { socketId }) })
    } catch (error) {
      const message = error instanceof Error ? error.message : 'The hub refused the event.'
      throw new BroadcastError('rejected', message, null, error)
    }
    return channels.reduce((sum, channel) => sum + hub.channel(app.id, channel).subscriptionCount, 0)
  }

  const backend: Broadcaster = {
    name,
    type: 'embedded',
    key: app.key,
    secret: app.secret,
    cluster: null,
    useTls: false,
    ...(encryptionMasterKey === undefined ? {} : { encryptionMasterKey }),
    async send(messages) {
      if (!options.hub) throw new SetupError(noHub)
      let deliveries = 0
      for (const [index, message] of messages.entries()) {
        try {
          deliveries += publish(message)
        } catch (error) {
          throw broadcastError(error, index)
        }
      }
      return deliveries
    },
    endOldestConnections: (userId, keep) => hub.endOldestConnections(app.id, userId, keep),
    terminateUser: async (userId) => hub.terminateUser(app.id, userId),
    connections() {
      const { connections, tools } = hub.size()
      return connections - tools
    },
  }
  if (!options.hub) withoutHub.add(backend)
  return backend
}

/** Encrypts the payloads of encrypted channels. */
function seal(channels: readonly string[], data: string, masterKey: string | undefined): string {
  const [channel = '', ...others] = channels
  if (!channels.some((name) => channelKind(name).kind === 'encrypted')) return data
  if (others.length > 0) throw new Error('Expected a single encrypted channel but got several channels.')
  if (masterKey === undefined) throw new Error('Expected an encryption master key for an encrypted channel.')
  return encrypt(channel, data, base64ToBytes(masterKey), crypto.getRandomValues(new Uint8Array(24)))
}
