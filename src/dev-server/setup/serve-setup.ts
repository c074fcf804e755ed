import { adminEvents } from '../../channels/index.ts'
import type { ChannelDefinitions } from '../../channels/index.ts'
import type { WebhookEndpoint } from '../../protocol/index.ts'
import type {
  Authenticate,
  MessageHandlers,
  Policies,
  PusherServerOptions,
  RateLimitOptions,
  Retention,
  ServerLimits,
  User,
  Webhook,
} from '../../server/index.ts'
import { demoChannels } from '../demo/demo-channels.ts'
import { demoMessages } from '../demo/demo-messages.ts'
import { demoPolicies } from '../demo/demo-policies.ts'

/**
 * The source of a setup. `open`: `serve` without a configuration, on loopback, with its own backend. `demo`: the
 * policies and the token of the demo. `config`: a configuration file.
 */
export type ServeMode = 'open' | 'demo' | 'config'

/** Everything that differs between open mode, the demo and a configuration file. */
export interface ServeSetup {
  mode: ServeMode
  channels: ChannelDefinitions
  /** The demo's declaration is not that of the app, so it refuses nothing. */
  unknownEvents: 'refuse' | 'allow'
  authorize: Policies
  /** The `authenticate` of the app, or null. Tokens of the dev server are accepted in every mode. */
  authenticate: Authenticate | null
  messages: MessageHandlers | undefined
  onWebhook: ((webhook: Webhook) => void | Promise<void>) | undefined
  retention: Retention
  limits: Partial<ServerLimits>
  rateLimit: RateLimitOptions | false
  /** Other origins whose pages may use the routes. */
  origins: readonly string[]
  /** The available dev identities; null: every tab is a guest, or the user in its URL. */
  users: readonly User[] | null
  /** 32 bytes, base64; null for that of the credentials. */
  encryptionMasterKey: string | null
  /** Webhook endpoints of the app, in addition to the dev server's own. */
  webhooks: readonly WebhookEndpoint[]
  /** Decides who may read the admin routes. Undefined: users with the role `admin`. */
  isAdmin: PusherServerOptions['isAdmin'] | undefined
}

/** Higher than in production, because one pipe makes a hundred requests per second. */
const rateLimit: RateLimitOptions = {
  perAddress: { requests: 20_000, seconds: 10 },
  perUser: { requests: 1000, seconds: 10 },
}
/** The number of events that the dev server keeps per channel. */
const retention: Retention = { maxCount: 1_000_000 }

/** The channel on which the server publishes run events in a setup. */
export function adminChannelOf({ channels }: Pick<ServeSetup, 'channels'>): string {
  return Object.hasOwn(channels, adminEvents.privateChannel)
    ? adminEvents.privateChannel
    : adminEvents.channel
}

/** The demo's channels, policies and messages. */
export function demoSetup(origins: readonly string[]): ServeSetup {
  return {
    mode: 'demo',
    channels: demoChannels,
    unknownEvents: 'allow',
    authorize: demoPolicies,
    authenticate: null,
    messages: demoMessages,
    onWebhook: undefined,
    retention,
    limits: {},
    rateLimit,
    origins,
    users: null,
    encryptionMasterKey: null,
    webhooks: [],
    isAdmin: undefined,
  }
}
