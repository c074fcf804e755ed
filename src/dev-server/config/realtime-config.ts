import type { ChannelDefinitions } from '../../channels/index.ts'
import type { WebhookEndpoint } from '../../protocol/index.ts'
import type {
  Authenticate,
  MessageHandlers,
  Policies,
  RateLimitOptions,
  Retention,
  ServerLimits,
  User,
  Webhook,
} from '../../server/index.ts'

/** What {@link defineConfig} takes: the app's own channels, policies and handlers, and settings for development. */
export interface RealtimeConfig<Channels extends ChannelDefinitions = ChannelDefinitions> {
  /** The channels of the app, as `createPusherServer` takes them. @defaultValue none: nothing is checked or stored */
  channels?: Channels
  /**
   * What is done with a channel or an event that `channels` does not have, as in `createPusherServer`.
   * @defaultValue `'refuse'`
   */
  unknownEvents?: 'refuse' | 'allow'
  /** The policies of the channels. @defaultValue everything is denied */
  authorize?: { readonly [Pattern in keyof Channels & string]?: Policies<Channels>[Pattern] }
  /** Handlers by message type. @defaultValue a message is published as an event of its type */
  messages?: MessageHandlers
  /**
   * Called in this process for every webhook of the hub, of every kind (Pusher documentation, "Webhooks").
   */
  onWebhook?: (webhook: Webhook) => void | Promise<void>
  /** Returns the user of a request, as in production. Dev identities are then off. @defaultValue dev identities */
  authenticate?: Authenticate
  /**
   * The only dev identities, when there is no `authenticate`. For development only.
   * @defaultValue none: each tab is a guest of its own
   */
  users?: readonly User[]
  /**
   * The master key of encrypted channels: 32 bytes, base64 (Pusher documentation, "Encrypted channels").
   * @defaultValue none: a random one that is kept with the credentials
   */
  encryptionMasterKey?: string
  /** Routes of the app that get the hub's webhooks, signed and repeated as Pusher does. @defaultValue none */
  webhooks?: readonly WebhookEndpoint[]
  /** What the store deletes. @defaultValue 1 000 000 events of each channel are kept */
  retention?: Retention
  /** Limits of one request. @defaultValue those of `createPusherServer` */
  limits?: Partial<ServerLimits>
  /** How many requests are answered; false: all. @defaultValue 20 000 in 10 s for an address, 1 000 for a user */
  rateLimit?: RateLimitOptions | false
  /**
   * Pages of other origins that may use the routes, as `http://app.test:3000`.
   * @defaultValue pages of this machine, of every port; those of 3000, 5173 and 6006 with their cookies
   */
  origins?: readonly string[]
}
