import type { BaseIssue } from 'valibot'
import { ConfigError, nearest, pathText } from './config-error.ts'
import type { ConfigPath } from './config-error.ts'

/** An example for each key. */
const forms: Readonly<Record<string, string>> = {
  channels: 'channels: defineChannels({ news: { events: { published: type<News>() } } })',
  unknownEvents: "unknownEvents: 'allow'",
  authorize: "authorize: { 'private-user-{userId}': ({ user, params }) => user.id === params.userId }",
  messages: "messages: { ask: ({ payload, publish }) => publish('asked', payload) }",
  onWebhook: 'onWebhook: ({ events }) => { … }',
  authenticate: 'authenticate: jwt({ … })',
  users: "users: [{ id: 'ana', info: { name: 'Ana' }, roles: ['admin'] }]",
  encryptionMasterKey: 'encryptionMasterKey: process.env.PUSHER_ENCRYPTION_MASTER_KEY',
  webhooks: "webhooks: [{ url: 'http://localhost:3000/api/pusher/webhook', events: ['channel_occupied'] }]",
  retention: 'retention: { maxAge: 86_400_000, maxCount: 10_000 }',
  limits: 'limits: { bodyBytes: 65_536 }',
  rateLimit: 'rateLimit: { perUser: { requests: 100, seconds: 10 } }',
  origins: "origins: ['http://localhost:3000']",
}
/** Additional advice for a key, when an example is not enough. */
const advice: Readonly<Record<string, string>> = {
  encryptionMasterKey: '; `openssl rand -base64 32` prints a key',
}
const longestShown = 60

/** One sentence about a validation issue: the expected value, the actual one, and the remedy. */
export function errorOfIssue(issue: BaseIssue<unknown>): ConfigError {
  const steps = issue.path ?? []
  const path = steps.map(({ key }) => (typeof key === 'number' ? key : String(key)))
  const last = steps.at(-1)
  if (last?.origin === 'key') {
    return issue.expected === 'never' ? unknownKey(path, issue.message.split(', ')) : missingKey(path)
  }
  const got = shown(last ? last.value : issue.input, path)
  return new ConfigError(
    `Expected ${placeName(path)} to be ${issue.message} but got ${got}; ${remedy(path)}.`,
    path,
  )
}

function unknownKey(path: ConfigPath, known: readonly string[]): ConfigError {
  const key = String(path.at(-1))
  const meant = nearest(key, known)
  const keys = `the keys are ${known.join(', ')}`
  const hint = meant === null ? keys : `did you mean \`${meant}\`? (${keys})`
  return new ConfigError(
    `Expected a known key in ${placeName(path.slice(0, -1))} but got \`${key}\`; ${hint}.`,
    path,
  )
}

function missingKey(path: ConfigPath): ConfigError {
  const owner = path.slice(0, -1)
  return new ConfigError(
    `Expected ${placeName(owner)} to have the key \`${path.at(-1)}\` but it is not there; ${remedy(path)}.`,
    owner,
  )
}

function placeName(path: ConfigPath): string {
  return path.length === 0 ? 'the configuration' : `\`${pathText(path)}\``
}

function remedy([key = '']: ConfigPath): string {
  const form = Object.hasOwn(forms, key) ? forms[key] : undefined
  if (form === undefined) return 'write it as `export default defineConfig({ channels, authorize })`'
  return `write it as \`${form}\`${advice[key] ?? ''}`
}

/** The actual value, shortened, without keys, passwords and control characters. */
function shown(value: unknown, [key]: ConfigPath): string {
  if (value === undefined) return 'nothing'
  if (value === null || typeof value === 'number' || typeof value === 'boolean') return String(value)
  if (Array.isArray(value)) return value.length === 0 ? 'an empty array' : 'an array'
  if (typeof value === 'object') return 'an object'
  if (typeof value !== 'string') return `a ${typeof value}`
  const isSecret = key === 'encryptionMasterKey' || value.includes('@')
  if (isSecret || value.length > longestShown) return `a text of ${value.length} characters`
  return JSON.stringify(value)
}
