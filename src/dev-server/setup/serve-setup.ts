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
 * Where a setup comes from: `open` is `serve` without a configuration, on loopback, with its own backend; `demo` has
 * the policies and the token of the demo; `config` is a configuration file.
 */
export type ServeMode = 'open' | 'demo' | 'config'

/** Everything that differs between open mode, the demo and a configuration file. */
export interface ServeSetup {
  mode: ServeMode
  channels: ChannelDefinitions
  authorize: Policies
  /** The app's own; null: none. Tokens of the dev server are taken in every mode. */
  authenticate: Authenticate | null
  messages: MessageHandlers | undefined
  onWebhook: ((webhook: Webhook) => void | Promise<void>) | undefined
  retention: Retention
  limits: Partial<ServerLimits>
  rateLimit: RateLimitOptions | false
  /** Pages of other origins that may use the routes. */
  origins: readonly string[]
  /** The only dev identities; null: every tab is a guest, or who its address names. */
  users: readonly User[] | null
  /** 32 bytes, base64; null: that of the credentials. */
  encryptionMasterKey: string | null
  /** Of the app itself, besides the dev server's own. */
  webhooks: readonly WebhookEndpoint[]
  /** Who may read the admin routes. Undefined: users with the role `admin`. */
  isAdmin: PusherServerOptions['isAdmin'] | undefined
}

/** One machine may send a lot: a pipe alone makes a hundred requests a second. */
const rateLimit: RateLimitOptions = {
  perAddress: { requests: 20_000, seconds: 10 },
  perUser: { requests: 1000, seconds: 10 },
}
/** What the dev server remembers of each channel. */
const retention: Retention = { maxCount: 1_000_000 }

/** Where the server publishes run events of a setup. */
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
