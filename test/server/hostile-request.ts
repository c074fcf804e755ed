import * as fc from 'fast-check'

/** One request of the fuzzer. */
export interface HostileRequest {
  path: string
  method: string
  token: string | null
  headers: Record<string, string>
  /** The bytes of a body; `hang` and `drip` begin with them and never end. */
  body: { text: string; kind: 'whole' | 'hang' | 'drip' }
}

const posted = [
  '/api/v1/pusher/auth',
  '/pusher/auth',
  '/api/v1/pusher/auth/batch',
  '/api/v1/pusher/user-auth',
  '/api/v1/pusher/message',
  '/api/v1/pusher/environment/create',
  '/api/v1/realtime/trigger',
  '/realtime/trigger',
  '/api/v1/realtime/trigger/batch',
  '/realtime/trigger/batch',
  '/realtime/trigger_batch',
  '/api/v1/logs',
  '/pusher/webhook',
  '/api/v1/pusher/webhook',
]
const got = [
  '/api/v1/channels/logs/events',
  '/api/v1/channels/private-user-42/events',
  '/api/v1/channels/private-user-43/events',
  '/api/v1/pusher/status',
  '/api/v1/pusher/usage',
  '/api/v1/pusher/metrics',
  '/admin/broadcaster-status',
  '/admin/channels',
  '/healthz',
]

const inherited = ['constructor', 'toString', 'valueOf', 'hasOwnProperty', '__proto__', '__defineGetter__']
const fields = [
  'socket_id',
  'channel_name',
  'channel_names',
  'channel',
  'channels',
  'event',
  'name',
  'data',
  'batch',
  'message_type',
  'payload',
  'text',
  'level',
  'thread_id',
  'timestamp',
  'backend',
  'logs',
  'length',
  'toJSON',
  '$kit',
]
const names = fc.constantFrom(...fields, ...inherited)
const channel = fc.constantFrom(
  'logs',
  'private-user-42',
  'private-user-43',
  'private-notes',
  'private-encrypted-a',
  'presence-room-1',
  'public-news',
  '#server-to-user-42',
  `private-user-${'-a'.repeat(75)}`,
  ...inherited,
)
const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom('1.2', '1.2\n', 'client-x', 'note', 'notification', 'chat', '', 'x\u001b[31m\u202e\u2028'),
  fc.constantFrom(...inherited),
  channel,
)
/** Objects that fail when they are used as a text. */
const noText = fc.constantFrom<unknown>(
  { toString: null },
  { toString: 'x', valueOf: 'x' },
  { toJSON: null },
  { length: 1e9 },
  [[]],
  [null],
  Object.fromEntries([['__proto__', { toString: null }]]),
)
const leaf = fc.oneof(text, fc.double(), fc.boolean(), fc.constant(null), noText)
const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    leaf,
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(names, tie('value'), { maxKeys: 5 }),
  ),
}))
const textOrOther = fc.oneof({ weight: 6, arbitrary: text }, { weight: 1, arbitrary: leaf })
const channelOrOther = fc.oneof({ weight: 6, arbitrary: channel }, { weight: 1, arbitrary: leaf })
const plausible = fc.record(
  {
    socket_id: fc.oneof({ weight: 4, arbitrary: fc.constant('1.2') }, textOrOther),
    channel_name: channelOrOther,
    channel_names: fc.array(channelOrOther, { maxLength: 4 }),
    channel: channelOrOther,
    channels: fc.array(channelOrOther, { maxLength: 3 }),
    backend: leaf,
    event: textOrOther,
    message_type: textOrOther,
    data: value,
    payload: value,
    text: textOrOther,
    level: leaf,
    timestamp: leaf,
    thread_id: leaf,
  },
  { requiredKeys: [] },
)
/** What a client of the kit sends. */
const regular = fc.record({
  socket_id: fc.constant('1.2'),
  channel_name: channel,
  channel,
  event: fc.constantFrom('note', 'notification', 'x', ...inherited),
  message_type: fc.constantFrom('chat', 'create_environment', 'note', ...inherited),
  data: fc.dictionary(names, leaf, { maxKeys: 3 }),
  payload: value,
  text: fc.string({ unit: 'binary' }),
})
const bodyText = fc.oneof(
  { weight: 6, arbitrary: regular.map((object) => JSON.stringify(object)) },
  plausible.map((object) => JSON.stringify(object)),
  value.map((any) => JSON.stringify(any)),
  fc.array(plausible, { maxLength: 3 }).map((batch) => JSON.stringify({ batch })),
  fc.array(plausible, { maxLength: 3 }).map((lines) => JSON.stringify(lines)),
  fc.array(fc.tuple(names, text)).map((pairs) => new URLSearchParams(pairs).toString()),
  fc.string({ unit: 'binary' }),
)
const query = fc.array(
  fc.tuple(
    fc.constantFrom('after', 'before', 'limit', 'event', 'thread_id', 'range', ...fields, ...inherited),
    fc.oneof(text, fc.integer().map(String)),
  ),
  { maxLength: 4 },
)
const method = fc.constantFrom('GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'HEAD')
const route = fc.oneof(
  { weight: 12, arbitrary: fc.record({ path: fc.constantFrom(...posted), method: fc.constant('POST') }) },
  {
    weight: 4,
    arbitrary: fc.record({ path: fc.constantFrom(...got), method: fc.constantFrom('GET', 'HEAD') }),
  },
  { weight: 1, arbitrary: fc.record({ path: fc.constantFrom(...posted, ...got), method }) },
  { weight: 1, arbitrary: fc.record({ path: fc.webPath(), method }) },
  {
    weight: 1,
    arbitrary: text.map((name) => {
      const encoded = encodeURIComponent(Buffer.from(name).toString())
      return { path: `/api/v1/channels/${encoded}/events`, method: 'GET' }
    }),
  },
)
const header = fc.oneof(
  fc.constantFrom(...inherited),
  fc.constantFrom(
    'null',
    'http://localhost',
    'https://evil.example.com',
    'a=b',
    '1.2.3.4, 5.6.7.8',
    '::1',
    'junk,,',
  ),
  fc.string({ unit: fc.constantFrom('a', ' ', ',', '.', ':', '[', '%', '\t', 'é'), maxLength: 12 }),
)
const headers = fc.dictionary(
  fc.constantFrom(
    'cookie',
    'origin',
    'idempotency-key',
    'x-forwarded-for',
    'x-forwarded-proto',
    'x-forwarded-host',
    'x-real-ip',
    'x-pusher-key',
    'x-pusher-signature',
    'content-length',
  ),
  header,
  { maxKeys: 3 },
)
const type = fc.constantFrom(
  'application/json',
  'application/json; charset=utf-7',
  'application/x-www-form-urlencoded',
  'multipart/form-data',
  'text/plain',
  '',
)

export const hostileRequest: fc.Arbitrary<HostileRequest> = fc
  .record({
    route,
    query,
    token: fc.oneof(
      { weight: 8, arbitrary: fc.constantFrom('token-42', 'token-42', 'token-admin', 'token-guest') },
      { weight: 1, arbitrary: fc.constantFrom('wrong', 'constructor', null) },
    ),
    headers,
    type,
    bodyText,
    kind: fc.oneof(
      { weight: 1000, arbitrary: fc.constant('whole' as const) },
      { weight: 1, arbitrary: fc.constantFrom('hang' as const, 'drip' as const) },
    ),
  })
  .map(({ query: pairs, type: contentType, bodyText: content, kind, ...rest }) => ({
    path: `${rest.route.path}?${new URLSearchParams(pairs).toString()}`,
    method: rest.route.method,
    token: rest.token,
    headers: { ...rest.headers, ...(contentType === '' ? {} : { 'content-type': contentType }) },
    body: { text: content, kind },
  }))
