import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { bodyOf, demoServer } from './demo-server.ts'

const total = process.env['FUZZ'] === 'full' ? 50_000 : 3000

const paths = [
  '/api/v1/pusher/auth',
  '/pusher/auth',
  '/api/v1/pusher/auth/batch',
  '/api/v1/pusher/user-auth',
  '/api/v1/pusher/message',
  '/api/v1/realtime/trigger',
  '/api/v1/realtime/trigger/batch',
  '/api/v1/logs',
  '/api/v1/channels/logs/events',
  '/api/v1/channels/private-user-42/events',
  '/pusher/webhook',
  '/api/v1/pusher/status',
  '/api/v1/pusher/usage',
  '/api/v1/pusher/metrics',
  '/admin/broadcaster-status',
  '/admin/channels',
  '/healthz',
]

const names = fc.constantFrom(
  'socket_id',
  'channel_name',
  'channel_names',
  'channel',
  'channels',
  'event',
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
  '__proto__',
  'constructor',
  '$kit',
)
const channel = fc.constantFrom(
  'logs',
  'private-user-42',
  'private-encrypted-a',
  'presence-room-1',
  'public-news',
  '#server-to-user-42',
)
const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom('1.2', '1.2\n', 'client-x', 'note', ''),
  channel,
)
const leaf = fc.oneof(text, fc.double(), fc.boolean(), fc.constant(null))
const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    leaf,
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(names, tie('value'), { maxKeys: 5 }),
  ),
}))
const plausible = fc.record(
  {
    socket_id: fc.oneof(fc.constant('1.2'), text),
    channel_name: fc.oneof(channel, text),
    channel_names: fc.array(fc.oneof(channel, text), { maxLength: 4 }),
    channel: fc.oneof(channel, text),
    event: text,
    message_type: text,
    data: value,
    payload: value,
    text: fc.oneof(text, value),
    level: leaf,
    timestamp: leaf,
    thread_id: leaf,
  },
  { requiredKeys: [] },
)
const body = fc.oneof(
  plausible.map((object) => JSON.stringify(object)),
  value.map((any) => JSON.stringify(any)),
  fc.array(plausible, { maxLength: 3 }).map((batch) => JSON.stringify({ batch })),
  fc.array(fc.tuple(names, text)).map((fields) => new URLSearchParams(fields).toString()),
  fc.string({ unit: 'binary' }),
)
const query = fc.dictionary(
  fc.constantFrom('after', 'before', 'limit', 'event', 'thread_id', 'range', 'socket_id', 'channel_name'),
  fc.oneof(text, fc.integer().map(String)),
)
const request = fc.record({
  path: fc.oneof(fc.constantFrom(...paths), fc.webPath()),
  method: fc.constantFrom('GET', 'POST', 'POST', 'POST', 'PUT', 'DELETE', 'OPTIONS', 'HEAD'),
  token: fc.constantFrom('token-42', 'token-42', 'token-admin', 'token-guest', 'wrong', null),
  type: fc.constantFrom('application/json', 'application/x-www-form-urlencoded', 'text/plain', ''),
  body,
  query,
})

it(
  `answers ${total} requests of any kind without a 5xx and without a stack trace`,
  { timeout: 600_000 },
  async () => {
    const { request: send } = demoServer()
    await fc.assert(
      fc.asyncProperty(request, async ({ path, method, token, type, body: content, query: parameters }) => {
        const response = await send(`${path}?${new URLSearchParams(parameters).toString()}`, {
          method,
          token,
          headers: type === '' ? {} : { 'content-type': type },
          ...(method === 'GET' || method === 'HEAD' ? {} : { body: content }),
        })
        const answer = await response.text()
        expect(response.status).toBeLessThan(500)
        expect(answer).not.toMatch(/\n\s+at |node_modules|\.ts:/)
        const isRefusal = response.status >= 400 && method !== 'HEAD'
        expect(!isRefusal || typeof (JSON.parse(answer) as { error: unknown }).error === 'string').toBe(true)
      }),
      { numRuns: total },
    )
    const history = await bodyOf(await send('/api/v1/channels/logs/events?limit=1000'))
    const seqs = (history['events'] as { seq: number }[]).map(({ seq }) => seq)
    expect(seqs).toEqual(seqs.map((_, index) => index + 1))
  },
)
