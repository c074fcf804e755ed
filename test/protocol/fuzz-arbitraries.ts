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
  'constructor',
  'toString',
  'private-constructor',
  'presence-__proto__',
  '',
]

/** What every object inherits: lookups by a name from outside must not find it. */
export const inheritedNames = ['__proto__', 'constructor', 'toString', 'valueOf', 'hasOwnProperty', 'length']

/** JSON that `String` cannot make a text of. */
const noTexts = ['{"toString":null}', '{"toString":"x","valueOf":"x"}', '[[[{"toString":null}]]]']

/** JSON that stands where a text belongs, as text. */
const oddTexts = [
  ...noTexts,
  '{"toJSON":{"toJSON":1}}',
  '{"__proto__":{"toString":null}}',
  '{"constructor":null,"length":1e9}',
  '{}',
  '[]',
  '["logs"]',
  'null',
  'true',
  '-0',
  '1e400',
  '9007199254740993',
]

const parsed = (texts: readonly string[]): fc.Arbitrary<unknown> =>
  fc.constantFrom(...texts).map((text) => JSON.parse(text) as unknown)

/** An odd value: one of the lists above, or any JSON. */
export const oddValue: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 3, arbitrary: parsed(noTexts) },
  { weight: 3, arbitrary: parsed(oddTexts) },
  fc.constantFrom(...inheritedNames),
  fc.jsonValue({ maxDepth: 4 }),
)

const eventNames = [
  'pusher:ping',
  'pusher:pong',
  'pusher:subscribe',
  'pusher:unsubscribe',
  'pusher:signin',
  'pusher_internal:subscription_succeeded',
  'client-x',
  'client-constructor',
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
  /** A field that holds something else than a text. */
  misplaced: { field: Misplaced; value: unknown }
}

/** Where it stands; most frames have none. */
type Misplaced = 'nowhere' | 'event' | 'channel' | 'data' | keyof FrameData

interface FrameData {
  channel: string
  auth: string
  channel_data: string | undefined
  user_data: string
}

const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 40 }), fc.constantFrom(...names))

const memberData = fc.oneof(
  fc.constant(undefined),
  fc.constant('{"user_id":"attacker"}'),
  fc.constant('{"user_id":{"a":1}}'),
  fc.constantFrom(...oddTexts).map((odd) => `{"user_id":${odd},"user_info":${odd}}`),
  fc
    .constantFrom(...inheritedNames)
    .map((name) => JSON.stringify({ user_id: name, user_info: { [name]: name } })),
  fc.json({ maxDepth: 2 }),
  text,
)

export const draft: fc.Arbitrary<Draft> = fc.record({
  event: fc.oneof(
    { weight: 9, arbitrary: fc.constantFrom(...eventNames) },
    fc.constantFrom(...inheritedNames),
    text,
  ),
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
  userData: fc.oneof(
    fc.constant('{"id":"attacker"}'),
    fc.constantFrom(...oddTexts).map((odd) => `{"id":${odd},"watchlist":${odd}}`),
    fc.constantFrom(...inheritedNames).map((name) => JSON.stringify({ id: name, watchlist: [name] })),
    fc.json({ maxDepth: 2 }),
    text,
  ),
  noise: fc.oneof(fc.jsonValue({ maxDepth: 2 }), oddValue),
  misplaced: fc.record({
    field: fc.oneof(
      fc.constant<Misplaced>('nowhere'),
      fc.constantFrom<Misplaced>('event', 'channel', 'channel', 'data', 'auth', 'channel_data', 'user_data'),
    ),
    value: oddValue,
  }),
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
  { event, channel, signature, channelData, userData, noise, misplaced }: Draft,
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
  const { field, value } = misplaced
  const data: Record<string, unknown> = {
    channel,
    auth: signatures[signature],
    channel_data: channelData,
    user_data: userData,
    ...(field !== 'nowhere' ? { [field]: value } : {}),
  }
  const frame = { event, channel, data: event.startsWith('client-') ? noise : data }
  const isOutside =
    field === 'event' || field === 'data' || (field === 'channel' && event.startsWith('client-'))
  return JSON.stringify(isOutside ? { ...frame, [field]: value } : frame)
}
