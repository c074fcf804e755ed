import { createHmac } from 'node:crypto'
import { expect, it } from 'vitest'
import type { ConsoleReceivedWebhook } from '../../../src/dev-server/console/received-webhooks.ts'
import type { FeedProblem } from '../../../src/inspector/index.ts'
import { startConsole, type ConsoleServer } from './console-server.ts'

const occupied = { name: 'channel_occupied', channel: 'news' }

async function post({ dev }: ConsoleServer, body: string, secret = dev.app.secret, key = dev.app.key) {
  const signature = createHmac('sha256', secret).update(body).digest('hex')
  const headers = {
    'content-type': 'application/json',
    'x-pusher-key': key,
    'x-pusher-signature': signature,
  }
  return fetch(`${dev.url}/pusher/webhook`, { method: 'POST', headers, body })
}
const webhook = (events: unknown[], timeMs = Date.now()) => JSON.stringify({ time_ms: timeMs, events })
const received = async (server: ConsoleServer) =>
  ((await (await server.ask('webhooks')).json()) as { received: ConsoleReceivedWebhook[] }).received
const problems = async (server: ConsoleServer) =>
  ((await (await server.ask('problems')).json()) as { problems: FeedProblem[] }).problems

it('lists webhooks that a backend posted, with their events, and records them in the feed', async () => {
  const server = await startConsole()
  const feed = server.read()
  const body = webhook([occupied, { name: 'member_added', channel: 'presence-room', user_id: 'ana' }])
  expect((await post(server, body)).status).toBe(200)
  expect((await post(server, body)).status).toBe(200)
  await expect.poll(() => received(server)).toHaveLength(2)
  expect(await received(server)).toMatchObject([
    { events: ['channel_occupied', 'member_added'], refusal: null, isRepeated: true },
    { events: ['channel_occupied', 'member_added'], refusal: null, isRepeated: false, body },
  ])
  await expect
    .poll(() => feed.records)
    .toMatchObject([
      { kind: 'webhook', event: 'received', channels: ['news', 'presence-room'], data: body },
      { event: 'received', note: 'channel_occupied, member_added; it came before' },
    ])
  expect(await problems(server)).toEqual([])
})

it('lists webhooks that it refused, with the reason, as a problem', async () => {
  const server = await startConsole()
  expect((await post(server, webhook([occupied]), 'another secret')).status).toBe(401)
  expect((await post(server, webhook([occupied]), undefined, 'unknown')).status).toBe(401)
  expect((await post(server, webhook([occupied], 1))).status).toBe(400)
  expect((await post(server, 'no JSON')).status).toBe(400)
  await expect.poll(() => received(server)).toHaveLength(4)
  const listed = (await received(server)).toReversed()
  expect(listed.map(({ refusal }) => refusal)).toEqual([
    '401: Expected a webhook signed with a key of this server.',
    '401: Expected a webhook signed with a key of this server.',
    '400: Expected a webhook of the last 6 minutes.',
    expect.stringMatching(/^400: /) as string,
  ])
  expect(listed[1]).toMatchObject({ sender: 'key unknown', events: [] })
  const [, known] = await problems(server)
  expect(known).toMatchObject({ kind: 'webhook', event: 'refused', sender: 'key unknown', times: 1 })
})

it('keeps no more of a body than the server reads', async () => {
  const server = await startConsole()
  expect((await post(server, 'x'.repeat(300_000))).status).toBe(413)
  expect((await post(server, 'x'.repeat(200_000), 'another secret')).status).toBe(401)
  await expect.poll(() => received(server)).toHaveLength(2)
  expect((await received(server)).map(({ body }) => body?.length ?? null)).toEqual([10_000, null])
})

it('leaves out what the hub of the process says', async () => {
  const server = await startConsole()
  expect(await received(server)).toEqual([])
})
