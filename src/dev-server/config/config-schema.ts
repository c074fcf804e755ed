import * as v from 'valibot'
import { ChannelPatternError, defineChannels } from '../../channels/index.ts'
import type { ChannelDefinitions } from '../../channels/index.ts'
import type { WebhookEndpoint, WebhookName } from '../../protocol/index.ts'
import type {
  ChannelPolicy,
  RateLimitOptions,
  RateRule,
  Retention,
  ServerLimits,
  User,
} from '../../server/index.ts'
import { ConfigError } from './config-error.ts'
import { errorOfIssue } from './config-issue.ts'
import type { RealtimeConfig } from './realtime-config.ts'

type Entries<Shape> = { readonly [Key in keyof Required<Shape>]: v.GenericSchema }

/**
 * An object schema with every key of a type, so that a key that is added to the type must be added here. The message
 * for an unknown key lists the known ones.
 */
function exactly<Shape>(entries: Entries<Shape>, expected: string) {
  const known = Object.keys(entries).join(', ')
  return v.strictObject(entries, (issue) => (issue.expected === 'never' ? known : expected))
}

/** An object with any keys. */
function record(value: v.GenericSchema, expected: string) {
  const all = v.record(v.string(), value, expected)
  return v.lazy((input): v.GenericSchema => (Array.isArray(input) ? v.never(expected) : all))
}

const text = (expected: string, most: number) =>
  v.pipe(v.string(expected), v.minLength(1, expected), v.maxLength(most, expected))
const count = (expected: string) =>
  v.pipe(v.number(expected), v.safeInteger(expected), v.minValue(1, expected))
const handler = v.function('a function')

const schema = v.custom((value) => {
  const isSchema = (typeof value === 'object' && value !== null) || typeof value === 'function'
  return isSchema && '~standard' in value
}, 'a schema (of zod, valibot or arktype, or `type<T>()`)')

const channels = record(
  v.looseObject(
    {
      events: record(schema, 'an object of schemas by event'),
      clientEvents: v.optional(record(schema, 'an object of schemas by event')),
      messages: v.optional(record(schema, 'an object of schemas by type')),
      member: v.optional(schema),
    },
    'the declaration of a channel, `{ events: { … } }`',
  ),
  'what `defineChannels` returns',
)

const fullPolicy = exactly<ChannelPolicy>(
  {
    subscribe: v.optional(handler),
    publish: v.optional(handler),
    history: v.optional(
      v.custom((value) => typeof value === 'function' || value === 'anyone', "a function or 'anyone'"),
    ),
    member: v.optional(handler),
  },
  'a function, or `{ subscribe, publish, history, member }`',
)
const policy = v.lazy((value): v.GenericSchema => (typeof value === 'function' ? handler : fullPolicy))

const messageHandler = v.custom((value) => {
  const handle: unknown = typeof value === 'object' && value !== null && 'handle' in value && value.handle
  return typeof value === 'function' || typeof handle === 'function'
}, 'a function, or `{ route, handle }`')

const user = exactly<User>(
  {
    id: text('a text of 1 to 128 characters', 128),
    info: v.optional(record(v.unknown(), 'an object')),
    roles: v.optional(v.array(v.string('a text'), 'an array of texts')),
    watchlist: v.optional(v.array(v.string('a text'), 'an array of ids of users')),
  },
  'a user, `{ id, info, roles }`',
)
const users = v.pipe(
  v.array(user, 'an array of users'),
  v.minLength(1, 'an array of at least one user'),
  v.check(
    (list) => new Set(list.map(({ id }) => id)).size === list.length,
    'an array of users whose ids differ',
  ),
)

const webhookNames = [
  'channel_occupied',
  'channel_vacated',
  'member_added',
  'member_removed',
  'cache_miss',
  'subscription_count',
  'client_event',
] as const satisfies readonly WebhookName[]
const anUrl = 'an http or https URL of your app, without a user and a password'
const webhook = exactly<WebhookEndpoint>(
  {
    url: v.pipe(v.string(anUrl), v.check(isWebhookUrl, anUrl)),
    events: v.optional(
      v.array(v.picklist(webhookNames, `one of ${webhookNames.join(', ')}`), 'an array of kinds of events'),
    ),
  },
  'an object, `{ url, events }`',
)

const rateRule = exactly<RateRule>(
  {
    requests: count('a whole number of 1 or more'),
    seconds: count('a whole number of 1 or more'),
  },
  'an object, `{ requests, seconds }`',
)
const rateLimits = exactly<RateLimitOptions>(
  {
    perAddress: v.optional(rateRule),
    perUser: v.optional(rateRule),
    // The server validates these two, as it does in production.
    store: v.optional(v.unknown()),
    prefix: v.optional(v.unknown()),
    storeTimeoutMs: v.optional(count('a whole number of 1 or more')),
  },
  'false or an object, `{ perAddress, perUser }`',
)

const limit = v.optional(count('a whole number of 1 or more'))
const anOrigin = 'an origin, such as http://localhost:3000'

const configSchema = exactly<RealtimeConfig>(
  {
    channels: v.optional(channels),
    authorize: v.optional(record(policy, 'an object of policies by pattern')),
    messages: v.optional(record(messageHandler, 'an object of handlers by message type')),
    onWebhook: v.optional(handler),
    authenticate: v.optional(handler),
    users: v.optional(users),
    encryptionMasterKey: v.optional(
      v.pipe(v.string('32 bytes as base64'), v.check(is32Bytes, '32 bytes as base64')),
    ),
    webhooks: v.optional(v.array(webhook, 'an array of endpoints')),
    retention: v.optional(
      exactly<Retention>({ maxAge: limit, maxCount: limit }, 'an object, `{ maxAge, maxCount }`'),
    ),
    limits: v.optional(
      exactly<ServerLimits>(
        {
          bodyBytes: limit,
          logBodyBytes: limit,
          logLines: limit,
          bodyTimeoutMs: limit,
          connectionsPerUser: limit,
        },
        'an object of limits',
      ),
    ),
    rateLimit: v.optional(
      v.lazy((value): v.GenericSchema => (value === false ? v.literal(false) : rateLimits)),
    ),
    origins: v.optional(
      v.array(v.pipe(v.string(anOrigin), v.check(isOrigin, anOrigin)), 'an array of origins'),
    ),
    unknownEvents: v.optional(v.picklist(['refuse', 'allow'], "'refuse' or 'allow'")),
  },
  'the object that `defineConfig` takes',
)

/**
 * Validates a configuration at run time, because it may be JavaScript, or cast to another type.
 *
 * @throws ConfigError with the first invalid value
 */
export function checkConfig(value: unknown): void {
  if (Array.isArray(value) || isThenable(value)) {
    const [got, remedy] = Array.isArray(value) ? ['an array', 'pass one'] : ['a promise', 'await it first']
    throw new ConfigError(`Expected the object that \`defineConfig\` takes but got ${got}; ${remedy}.`, [])
  }
  const { issues, success, output } = v.safeParse(configSchema, value)
  if (!success) throw errorOfIssue(issues[0])
  const { channels: declared } = output as { channels?: ChannelDefinitions }
  if (declared) checkChannels(declared)
}

function checkChannels(declared: ChannelDefinitions): void {
  try {
    defineChannels(declared)
  } catch (error) {
    if (!(error instanceof ChannelPatternError)) throw error
    throw new ConfigError(error.message, ['channels', error.pattern], error)
  }
}

function isWebhookUrl(url: string): boolean {
  if (!URL.canParse(url)) return false
  const { protocol, username, password } = new URL(url)
  return (protocol === 'http:' || protocol === 'https:') && username === '' && password === ''
}

function isOrigin(origin: string): boolean {
  return URL.canParse(origin) && new URL(origin).origin === origin
}

function is32Bytes(base64: string): boolean {
  return /^[A-Za-z0-9+/]{43}=$/.test(base64)
}

export function isThenable(value: unknown): value is PromiseLike<unknown> {
  const isObject = (typeof value === 'object' && value !== null) || typeof value === 'function'
  return isObject && 'then' in value && typeof value.then === 'function'
}
