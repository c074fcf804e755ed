import { createHmac } from 'node:crypto'
import fc from 'fast-check'

const names = [
  'logs',
  'cache-logs',
  'private-a',
  'private-b',
  'private-cache-a',
  'private-encrypted-a',
  'presence-a',
  '#server-to-user-victim',
  ':user::{"id":"victim"}',
  'a b',
  '__proto__',
  '',
]

const eventNames = [
  'pusher:ping',
  'pusher:pong',
  'pusher:subscribe',
  'pusher:unsubscribe',
  'pusher:signin',
  'pusher_internal:subscription_succeeded',
  'client-x',
  'e',
  '',
]

/** How a signature is made: right, for something else, damaged, or out of thin air. */
type Signature = 'right' | 'other-channel' | 'other-socket' | 'truncated' | 'unkeyed' | 'random'

/** A frame before it is signed for the socket that sends it. */
export interface Draft {
  event: string
  channel: string
  signature: Signature
  channelData: string | undefined
  userData: string
  noise: unknown
}

const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 40 }), fc.constantFrom(...names))

const memberData = fc.oneof(
  fc.constant(undefined),
  fc.constant('{"user_id":"attacker"}'),
  fc.constant('{"user_id":{"a":1}}'),
  fc.json({ maxDepth: 2 }),
  text,
)

export const draft: fc.Arbitrary<Draft> = fc.record({
  event: fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...eventNames) }, text),
  channel: fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...names) }, text),
  signature: fc.constantFrom<Signature>(
    'right',
    'other-channel',
    'other-socket',
    'truncated',
    'unkeyed',
    'random',
  ),
  channelData: memberData,
  userData: fc.oneof(fc.constant('{"id":"attacker"}'), fc.json({ maxDepth: 2 }), text),
  noise: fc.jsonValue({ maxDepth: 2 }),
})

export interface Mutation {
  /** 0 leaves the text as it is. */
  kind: 0 | 1 | 2 | 3
  at: number
  char: string
}

export const mutation: fc.Arbitrary<Mutation> = fc.record({
  kind: fc.constantFrom<Mutation['kind']>(0, 0, 0, 1, 2, 3),
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  char: fc.string({ unit: 'binary', minLength: 1, maxLength: 3 }),
})

/** Deletes, inserts or replaces somewhere in a text. */
export function mutate(raw: string, { kind, at, char }: Mutation): string {
  const index = Math.floor(at * raw.length)
  if (kind === 1) return raw.slice(0, index) + raw.slice(index + 1)
  if (kind === 2) return raw.slice(0, index) + char + raw.slice(index)
  if (kind === 3) return raw.slice(0, index) + char + raw.slice(index + 1)
  return raw
}

/** The frame of a draft, as this socket would send it. */
export function frameOf(
  { event, channel, signature, channelData, userData, noise }: Draft,
  key: string,
  secret: string,
  socketId: string,
): string {
  const sign = (signed: string): string => createHmac('sha256', secret).update(signed).digest('hex')
  const tail = channelData === undefined ? '' : `:${channelData}`
  const signatures: Record<Signature, string> = {
    right: `${key}:${sign(event === 'pusher:signin' ? `${socketId}::user::${userData}` : `${socketId}:${channel}${tail}`)}`,
    'other-channel': `${key}:${sign(`${socketId}:private-other${tail}`)}`,
    'other-socket': `${key}:${sign(`1.1:${channel}${tail}`)}`,
    truncated: `${key}:${sign(`${socketId}:${channel}${tail}`).slice(0, -2)}`,
    unkeyed: sign(`${socketId}:${channel}${tail}`),
    random: `${key}:${'0'.repeat(64)}`,
  }
  const data = { channel, auth: signatures[signature], channel_data: channelData, user_data: userData }
  return JSON.stringify({ event, channel, data: event.startsWith('client-') ? noise : data })
}
