import { base64ToBytes, channelKind, createHub, encrypt } from '../../protocol/index.ts'
import type { App, Clock, Hub } from '../../protocol/index.ts'
import { BroadcastError } from './broadcaster.ts'
import type { Broadcaster, Message } from './broadcaster.ts'

/** Options of {@link embedded}. */
export interface EmbeddedOptions {
  /**
   * The hub to publish into, as the dev server has one. @defaultValue one of its own, which nobody can
   * connect to: for servers without configuration
   */
  hub?: Hub
  /** One of the hub's apps. @defaultValue one of its own, with a random secret */
  app?: Pick<App, 'id' | 'key' | 'secret'>
  /** What clients call it when they ask for a signature. @defaultValue 'embedded' */
  name?: string
  /** The master key of encrypted channels: 32 bytes, base64. @defaultValue none: no encrypted channels */
  encryptionMasterKey?: string
}

/** For a hub that nobody connects to: nothing waits there. */
const idleClock: Clock = { now: () => Date.now(), schedule: () => () => {} }

/**
 * The Pusher protocol hub of this very process, as `serve` runs it.
 *
 * @example
 * ```ts
 * const server = createPusherServer({
 *   broadcaster: broadcasterFromEnvironment(process.env) ?? embedded(),
 *   authenticate: () => null,
 * })
 * ```
 */
export function embedded(options: EmbeddedOptions = {}): Broadcaster {
  const { name = 'embedded', encryptionMasterKey } = options
  const app = options.app ?? { id: '1', key: 'embedded', secret: crypto.randomUUID() }
  const hub = options.hub ?? createHub({ apps: [app], clock: idleClock })

  /** To how many connections it went. */
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

  return {
    name,
    type: 'embedded',
    key: app.key,
    secret: app.secret,
    cluster: null,
    useTls: false,
    ...(encryptionMasterKey === undefined ? {} : { encryptionMasterKey }),
    send: async (messages) => messages.reduce((sum, message) => sum + publish(message), 0),
    terminateUser: async (userId) => hub.terminateUser(app.id, userId),
    connections: () => hub.size().connections,
  }
}

/** Subscribers of an encrypted channel get its payloads sealed. */
function seal(channels: readonly string[], data: string, masterKey: string | undefined): string {
  const [channel = '', ...others] = channels
  if (!channels.some((name) => channelKind(name).kind === 'encrypted')) return data
  if (others.length > 0) throw new Error('Expected an encrypted channel alone but got several channels.')
  if (masterKey === undefined) throw new Error('Expected an encryption master key for an encrypted channel.')
  return encrypt(channel, data, base64ToBytes(masterKey), crypto.getRandomValues(new Uint8Array(24)))
}
