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

/** The argument of {@link defineConfig}: the app's channels, policies and handlers, and settings for development. */
export interface RealtimeConfig<Channels extends ChannelDefinitions = ChannelDefinitions> {
  /** The channels of the app, as in `createPusherServer`. @defaultValue none: nothing is validated or stored */
  channels?: Channels
  /**
   * How to handle a channel or an event that is not in `channels`, as in `createPusherServer`.
   * @defaultValue `'refuse'`
   */
  unknownEvents?: 'refuse' | 'allow'
  /** The policies of the channels. @defaultValue everything is denied */
  authorize?: { readonly [Pattern in keyof Channels & string]?: Policies<Channels>[Pattern] }
  /** Handlers by message type. @defaultValue a message is published as an event of its type */
  messages?: MessageHandlers
  /** Called in this process for every webhook of the hub, of every kind (Pusher documentation, "Webhooks"). */
  onWebhook?: (webhook: Webhook) => void | Promise<void>
  /** Returns the user of a request, as in production. It disables dev identities. @defaultValue dev identities */
  authenticate?: Authenticate
  /**
   * The available dev identities when there is no `authenticate`. For development only.
   * @defaultValue none: each tab is a separate guest
   */
  users?: readonly User[]
  /**
   * The master key of encrypted channels: 32 bytes, base64 (Pusher documentation, "Encrypted channels").
   * @defaultValue none: a random one, stored with the credentials
   */
  encryptionMasterKey?: string
  /** Routes of the app that receive the hub's webhooks, signed and repeated like Pusher's. @defaultValue none */
  webhooks?: readonly WebhookEndpoint[]
  /** When stored events are deleted. @defaultValue 1 000 000 events per channel are kept */
  retention?: Retention
  /** Limits per request. @defaultValue those of `createPusherServer` */
  limits?: Partial<ServerLimits>
  /**
   * How many requests are allowed; false disables the limits. @defaultValue 20 000 in 10 s per address, 1 000 per user
   */
  rateLimit?: RateLimitOptions | false
  /**
   * Other origins whose pages may use the routes, such as `http://app.test:3000`.
   * @defaultValue pages of this machine on every port; pages on 3000, 5173 and 6006 also with their cookies
   */
  origins?: readonly string[]
}
