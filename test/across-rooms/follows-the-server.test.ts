import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Pusher from 'pusher-js'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createPusherKit } from 'react-pusher-kit/client'
import { startDevServer, type DevServer } from 'react-pusher-kit/dev-server'
import { BroadcastError, createPusherServer, memoryStore, selfHosted } from 'react-pusher-kit/server'
import type { Broadcaster, PusherServer } from 'react-pusher-kit/server'
import { quantile } from '../../tools/bench/figures.ts'
import { clientAt } from '../dev-server/settings-at.ts'

/** ms within which a client follows that talks to the server, and one that only listens. */
const whileTalking = 5000
const whileListening = 15_000
const clients = 4
/** ms between two events, and between two requests of a client that talks. */
const pause = 50
const talkPause = 1000

const base = 'http://app.example'
const folder = mkdtempSync(join(tmpdir(), 'follows-'))
const backends: DevServer[] = []
let server: PusherServer
/** The server's time, so that it tries a backend again that was out of quota. */
let ahead = 0
let isOverQuota = false

function backendAt({ app, port }: DevServer, name: string): Broadcaster {
  const { id: appId, key, secret } = app
  return selfHosted({ appId, key, secret, host: '127.0.0.1', port, useTLS: false, name })
}

beforeAll(async () => {
  for (const name of ['primary', 'fallback']) {
    backends.push(await startDevServer({ port: 0, data: join(folder, name) }))
  }
  const [first, second] = backends as [DevServer, DevServer]
  const primary = backendAt(first, 'primary')
  server = createPusherServer({
    broadcaster: {
      primary: {
        ...primary,
        send: (messages) =>
          isOverQuota ? Promise.reject(new BroadcastError('quota', 'Over quota.')) : primary.send(messages),
      },
      fallbacks: [backendAt(second, 'fallback')],
    },
    authenticate: () => ({ id: '42' }),
    authorize: { logs: { publish: () => true, history: 'anyone' }, news: { publish: () => true } },
    rateLimit: false,
    store: memoryStore(),
    now: () => Date.now() + ahead,
  })
})
afterAll(async () => {
  await server.close()
  for (const backend of backends) await backend.close()
  rmSync(folder, { recursive: true })
})

const ask = (input: RequestInfo | URL, init?: RequestInit) =>
  server.fetch(new Request(new URL(input as string, base), init))

function post(path: string, body: object) {
  const headers = { 'content-type': 'application/json' }
  return ask(path, { method: 'POST', headers, body: JSON.stringify(body) })
}

/** One page: a log that is stored, and events that are not. */
function openClient(talks: boolean) {
  const [first, second] = backends as [DevServer, DevServer]
  let requests = 0
  const gaps: string[] = []
  const kit = createPusherKit({
    appKey: first.app.key,
    options: clientAt(first.port),
    fallbacks: [{ appKey: second.app.key, options: clientAt(second.port) }],
    createClient: (appKey, options) => new Pusher(appKey, options),
    fetch: (input, init) => {
      if ((input as string).endsWith('/status')) requests += 1
      return ask(input, init)
    },
    onGap: ({ channel }) => gaps.push(channel),
  })
  const log = kit.log<{ text: string }>({ channel: 'logs', event: 'log', capacity: 10_000, preload: 10_000 })
  const plain = kit.log({ channel: 'news', event: 'x' })
  const news: number[] = []
  /** When the first event came from the backend that the server used then, ms of `performance.now()`. */
  let followedAt = 0
  let expected = 0
  kit.listen('news', 'x', (data) => {
    const { n } = data as { n: number }
    news.push(n)
    if (followedAt === 0 && n >= expected) followedAt = performance.now()
  })
  const talking = talks
    ? setInterval(() => void kit.sendMessage('news', 'note', {}).catch(() => {}), talkPause)
    : undefined
  return {
    talks,
    requests: () => requests,
    gaps,
    news,
    texts: () => log.slice().map(({ data }) => data.text),
    logGaps: () => log.getSnapshot().gaps.length,
    /** From the event with this number on, an event shows that the client has followed. */
    expectFrom(n: number) {
      followedAt = 0
      expected = n
    },
    followedAt: () => followedAt,
    close() {
      clearInterval(talking)
      log.release()
      plain.release()
      kit.dispose()
    },
  }
}

type Client = ReturnType<typeof openClient>

it(
  'a client follows the server to another backend and back, and loses nothing that is stored',
  { timeout: 120_000 },
  async () => {
    const openedAt = performance.now()
    const all = Array.from({ length: 2 * clients }, (_, index) => openClient(index < clients))
    let published = 0
    const run = { isOver: false }
    const publishing = (async () => {
      while (!run.isOver) {
        const n = published++
        expect((await post('/api/v1/logs', [{ text: `line ${n}` }])).status).toBe(202)
        expect(
          (await post('/api/v1/realtime/trigger', { channel: 'news', event: 'x', data: { n } })).status,
        ).toBe(200)
        await new Promise((resolve) => setTimeout(resolve, pause))
      }
    })()

    async function followed(toBackend: string, change: () => void): Promise<number> {
      change()
      const from = published
      const startedAt = performance.now()
      await expect.poll(() => server.broadcaster.active.name).toBe(toBackend)
      // What was on its way then belongs to the other backend.
      for (const client of all) client.expectFrom(from + 2)
      await expect.poll(() => all.every((client) => client.followedAt() > 0), { timeout: 30_000 }).toBe(true)
      const timesOf = (talks: boolean) =>
        all.filter((client) => client.talks === talks).map((client) => client.followedAt() - startedAt)
      for (const [talks, limit] of [
        [true, whileTalking],
        [false, whileListening],
      ] as const) {
        const times = timesOf(talks)
        console.log(
          `to the ${toBackend}, ${talks ? 'talking' : 'listening'}: p50 ${quantile(times, 0.5).toFixed()} ms, p95 ${quantile(times, 0.95).toFixed()} ms`,
        )
        expect(Math.max(...times)).toBeLessThan(limit)
      }
      return from
    }

    await expect.poll(() => all.every(({ news }) => news.length > 0), { timeout: 10_000 }).toBe(true)
    const first = await followed('fallback', () => {
      isOverQuota = true
    })
    const second = await followed('primary', () => {
      isOverQuota = false
      ahead += 16 * 60_000
    })
    run.isOver = true
    await publishing
    const lines = Array.from({ length: published }, (_, n) => `line ${n}`)
    for (const client of all) {
      await expect.poll(() => client.texts().length, { timeout: 30_000 }).toBe(published)
      expect(client.texts()).toEqual(lines)
      expect(client.logGaps()).toBe(0)
      expectLossOnlyWithin(client, [first, second], published)
      expect(client.gaps.filter((channel) => channel === 'news')).toHaveLength(2)
      // One at the start and at each lost connection, and one in 8 s.
      expect(client.requests()).toBeLessThanOrEqual(5 + (performance.now() - openedAt) / 8000)
    }
    for (const client of all) client.close()
  },
)

/** Events that are not stored are missing only from a switch until the client followed. */
function expectLossOnlyWithin({ news }: Client, switches: readonly number[], published: number): void {
  const [first = 0] = news
  const missing = Array.from({ length: published - first }, (_, index) => first + index).filter(
    (n) => !news.includes(n),
  )
  const most = whileListening / pause
  for (const n of missing) {
    expect(switches.some((from) => n >= from - 2 && n <= from + most)).toBe(true)
  }
  expect(new Set(news).size).toBe(news.length)
}
