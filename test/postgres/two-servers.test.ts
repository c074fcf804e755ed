import { expect, it } from 'vitest'
import { createPusherServer, devTokens, embedded } from 'react-pusher-kit/server'
import type { Broadcaster, Message } from 'react-pusher-kit/server'
import { postgresStore } from 'react-pusher-kit/stores'

const connectionString = process.env['DATABASE_URL'] ?? ''

/** Two servers that share a database and a backend, as behind a load balancer. */
async function twoServers() {
  const sent: Message[] = []
  const broadcaster: Broadcaster = {
    ...embedded(),
    send: async (messages) => {
      sent.push(...messages)
      return 0
    },
  }
  const open = async () => {
    const store = await postgresStore({ connectionString })
    const server = createPusherServer({
      broadcaster,
      authenticate: devTokens({ token: { id: '42' } }),
      authorize: { logs: { publish: () => true, history: 'anyone' } },
      rateLimit: false,
      store,
    })
    const post = (text: string, key?: string) =>
      server.fetch(
        new Request('http://localhost/api/v1/logs', {
          method: 'POST',
          headers: {
            authorization: 'Bearer token',
            ...(key === undefined ? {} : { 'idempotency-key': key }),
          },
          body: JSON.stringify([{ text }, { text }]),
        }),
      )
    return { store, server, post }
  }
  return { servers: [await open(), await open()] as const, sent }
}

it('number one channel without a hole, and broadcast every event once, each in order', async () => {
  const { servers, sent } = await twoServers()
  const [first, second] = servers
  const posts = Array.from({ length: 200 }, (_, index) => (index % 2 ? first : second).post(`line ${index}`))
  for (const response of await Promise.all(posts)) expect(response.status).toBe(202)
  // The same request again, at the other server: its answer was lost on the way.
  const body = await (await first.post('again', 'key')).json()
  expect(await (await second.post('again', 'key')).json()).toMatchObject({
    ...(body as object),
    repeated: true,
  })
  await Promise.all(servers.map(({ server }) => server.close()))

  const numbers = sent.flatMap(({ data }) => {
    const { $kit, items } = JSON.parse(data) as { $kit: { seq: number }; items?: unknown[] }
    return items ? items.map((_, index) => $kit.seq + index) : [$kit.seq]
  })
  expect(numbers.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 402 }, (_, index) => index + 1))
  const { events, lastSeq } = await first.store.history({ channel: 'logs', limit: 1000 })
  expect(events).toHaveLength(402)
  expect(lastSeq).toBe(402)
  await Promise.all(servers.map(({ store }) => store.close()))
})
