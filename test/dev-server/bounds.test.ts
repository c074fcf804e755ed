import { once } from 'node:events'
import { connect as connectTcp, type Socket } from 'node:net'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { Feed } from '../../src/dev-server/console/feed.ts'
import { feedLimits, FeedRing } from '../../src/dev-server/console/feed-ring.ts'
import {
  feedPath,
  feedProtocol,
  feedSocket,
  mostFeedReaders,
  type FeedSocket,
} from '../../src/dev-server/console/feed-socket.ts'
import { MinuteCounters, mostMinutes } from '../../src/dev-server/console/minute-counters.ts'
import { mostProblems, ProblemList } from '../../src/dev-server/console/problem-list.ts'
import { mostReceived, ReceivedWebhooks } from '../../src/dev-server/console/received-webhooks.ts'
import type { NewFeedRecord } from '../../src/inspector/index.ts'
import { devLogRoute, mostReaders, mostWaiting } from '../../src/dev-server/self-log/self-log-route.ts'
import { openHttpFront, type HttpFront } from '../../src/dev-server/http/http-front.ts'
import { createSelfLog, mostKept } from '../../src/dev-server/self-log/self-log.ts'
import { requestGuard } from '../../src/dev-server/http/request-guard.ts'
import { systemClock } from '../../src/dev-server/http/system-clock.ts'
import { createHub, type Hub } from '../../src/protocol/index.ts'
import { BackgroundWork, mostWork } from '../../src/dev-server/demo/background-work.ts'
import { ContentShelf, mostContents } from '../../src/dev-server/demo/content.ts'
import { boundedCollections } from '../bounds-page.ts'

let hub: Hub
let front: HttpFront

beforeEach(async () => {
  hub = createHub({ apps: [{ id: '1', key: 'key', secret: 'secret' }], clock: systemClock })
  front = await open()
})
afterEach(() => front.close())

function open(maxConnections?: number, upgrade?: FeedSocket['upgrade']): Promise<HttpFront> {
  return openHttpFront({
    port: 0,
    host: '127.0.0.1',
    hub,
    guard: requestGuard({ allowHosts: [], origins: [] }),
    onRefused: () => undefined,
    answer: () => new Response('ok'),
    ...(maxConnections === undefined ? {} : { maxConnections }),
    ...(upgrade ? { upgrade } : {}),
  })
}

/** What comes back for some text until the server closes. */
function exchange(text: string): Promise<string> {
  return new Promise((resolve) => {
    let answer = ''
    const socket = connectTcp(front.port, '127.0.0.1', () => socket.write(text))
    socket.setEncoding('latin1').on('data', (chunk: string) => (answer += chunk))
    socket.on('error', () => undefined).on('close', () => resolve(answer))
  })
}

async function openSocket(): Promise<WebSocket> {
  const socket = new WebSocket(`ws://127.0.0.1:${front.port}/app/key?protocol=7`)
  await once(socket, 'message')
  return socket
}

/** By the name of the collection on the page: tries to pass its bound. */
const attempts: Readonly<Record<string, () => Promise<void>>> = {
  async 'connections to the port'() {
    await front.close()
    front = await open(2)
    const sockets: Socket[] = []
    for (let i = 0; i < 2; i++) {
      const socket = connectTcp(front.port, '127.0.0.1')
      await once(socket, 'connect')
      sockets.push(socket)
    }
    expect(await exchange('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n')).toBe('')
    for (const socket of sockets) socket.destroy()
    await expect
      .poll(async () => (await fetch(`http://127.0.0.1:${front.port}/`).catch(() => null))?.status)
      .toBe(200)
  },
  async 'headers of a request'() {
    const head = `GET / HTTP/1.1\r\nHost: localhost\r\nX: ${'x'.repeat(17_000)}\r\n\r\n`
    expect(await exchange(head)).toMatch(/^HTTP\/1\.1 431 /)
  },
  async 'body of an HTTP API request'() {
    const head = 'POST /apps/1/events HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1048577\r\n\r\n'
    expect(await exchange(head)).toMatch(/^HTTP\/1\.1 413 /)
  },
  async 'runs and tasks of the demo'() {
    const work = new BackgroundWork()
    const ended: number[] = []
    const wait = (id: number) => async (signal: AbortSignal) => {
      await once(signal, 'abort')
      ended.push(id)
    }
    for (let id = 0; id < mostWork; id++) work.start(String(id), wait(id))
    expect(() => work.start('one more', wait(-1))).toThrow(`Expected fewer than ${mostWork} `)
    await work.close()
    expect(ended).toHaveLength(mostWork)
    expect(ended).not.toContain(-1)
  },
  async 'contents of the demo'() {
    const shelf = new ContentShelf()
    for (let id = 0; id <= mostContents; id++) shelf.add(String(id), { kind: 'x', title: 'x', text: 'x' })
    expect(shelf.get('0')).toBeUndefined()
    expect(shelf.get('1')).toBeDefined()
    expect(shelf.get(String(mostContents))).toBeDefined()
  },
  async 'bytes of a frame before it is whole'() {
    const socket = await openSocket()
    // One message in parts, none of which is over the limit.
    for (let i = 0; i < 5; i++) socket.send('x'.repeat(60_000), { fin: false })
    const [code] = (await once(socket, 'close')) as [number]
    expect(code).toBe(1009)
    expect(hub.size().connections).toBe(0)
  },
  async 'bytes that a client does not read'() {
    const socket = await openSocket()
    socket.send(JSON.stringify({ event: 'pusher:subscribe', data: { channel: 'logs' } }))
    await once(socket, 'message')
    socket.pause()
    const data = 'x'.repeat(10_000)
    for (let i = 0; i < 4000; i++) hub.publish('1', { channels: ['logs'], event: 'e', data })
    expect(hub.size().connections).toBe(1)
    await expect.poll(() => hub.size().connections).toBe(0)
    socket.terminate()
  },
  async 'lines of the own log'() {
    const log = createSelfLog()
    for (let i = 0; i < 2 * mostKept; i++) log.server('info', 'x')
    expect(log.kept()).toHaveLength(mostKept)
  },
  async 'readers of the own log'() {
    const route = devLogRoute(createSelfLog())
    const read = () => route.answer(new Request('http://localhost/dev-log')).status
    for (let i = 0; i < mostReaders; i++) expect(read()).toBe(200)
    expect(read()).toBe(503)
    route.close()
    // A reader that goes makes room, whichever way it goes.
    const leaving = new AbortController()
    for (let i = 0; i < mostReaders; i++) {
      const { body } = route.answer(new Request('http://localhost/dev-log', { signal: leaving.signal }))
      if (i % 2 === 0) await body?.cancel()
    }
    leaving.abort()
    for (let i = 0; i < mostReaders; i++) expect(read()).toBe(200)
    route.close()
  },
  async 'lines that a reader of the own log does not read'() {
    const log = createSelfLog()
    const route = devLogRoute(log)
    const { body } = route.answer(new Request('http://localhost/dev-log'))
    for (let i = 0; i < 2 * mostWaiting; i++) log.server('info', 'x')
    const lines = await new Response(body).text()
    expect(lines.split('\n').filter((line) => line !== '')).toHaveLength(mostWaiting)
  },
  async 'records of the feed'() {
    const ring = new FeedRing()
    for (let i = 0; i <= feedLimits.records; i++) ring.add(feedRecord(), 0)
    expect(ring).toMatchObject({ size: feedLimits.records, dropped: 1 })
    const data = 'x'.repeat(10_000)
    for (let i = 0; i < 2000; i++) ring.add(feedRecord({ data }), 0)
    expect(ring.size * data.length).toBeLessThanOrEqual(feedLimits.characters)
    expect(ring.size + ring.dropped).toBe(feedLimits.records + 2001)
  },
  async 'minutes that are counted'() {
    let now = 0
    const minutes = new MinuteCounters(() => now)
    for (; now < 1000 * 60_000; now += 60_000) minutes.count(feedRecord())
    expect(minutes.read()).toHaveLength(mostMinutes)
  },
  async 'problems that are listed'() {
    const problems = new ProblemList()
    for (let id = 0; id < 100; id++) {
      problems.add({ ...feedRecord({ kind: 'refusal', event: `e${id}` }), id, at: 0 })
    }
    expect(problems.read().map(({ event }) => event)).toEqual(
      Array.from({ length: mostProblems }, (_, index) => `e${99 - index}`),
    )
  },
  async 'received webhooks that are listed'() {
    const received = new ReceivedWebhooks(new Feed(), () => 'pusher')
    const accept = async () => Response.json({ received: 0, repeated: false })
    for (let id = 1; id <= mostReceived + 50; id++) {
      const request = new Request('http://localhost/pusher/webhook', {
        method: 'POST',
        body: '{"events":[]}',
      })
      await received.answer(request, accept)
    }
    await expect.poll(() => received.read()[0]?.id).toBe(mostReceived + 50)
    expect(received.read()).toHaveLength(mostReceived)
  },
  async 'readers of the feed'() {
    const { open: openFeed, close } = await feedOf(new Feed())
    const readers = await Promise.all(Array.from({ length: mostFeedReaders }, openFeed))
    expect((await (await openFeed()).first)[0]).toBe(4100)
    // A reader that goes makes room.
    readers[0]?.socket.close()
    await expect.poll(async () => String((await (await openFeed()).first)[0])).toContain('"records":[]')
    await close()
  },
  async 'bytes that a reader of the feed does not read'() {
    const feed = new Feed()
    const { open: openFeed, close } = await feedOf(feed)
    const { socket } = await openFeed()
    const ids: number[] = []
    socket.on('message', (text) => {
      const { records } = JSON.parse((text as Buffer).toString()) as { records: { id: number }[] }
      ids.push(...records.map(({ id }) => id))
    })
    socket.pause()
    const data = 'x'.repeat(10_000)
    const before = process.memoryUsage().rss
    for (let i = 0; i < 20_000; i++) {
      feed.add(feedRecord({ data }))
      // The socket sends between the records.
      if (i % 100 === 0) await nextTurn()
    }
    // 200 MB were recorded.
    expect(process.memoryUsage().rss - before).toBeLessThan(120_000_000)
    socket.resume()
    await expect.poll(() => ids.at(-1)).toBe(20_000)
    expect(ids).toEqual(ids.toSorted((a, b) => a - b))
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids.length).toBeLessThan(20_000)
    await close()
  },
}

function feedRecord(changes: Partial<NewFeedRecord> = {}): NewFeedRecord {
  const none = {
    channels: [],
    sender: '',
    socketId: null,
    bytes: null,
    deliveries: null,
    data: null,
    note: null,
  }
  return { kind: 'publish', event: 'e', ...none, ...changes }
}

/** The socket of a feed on a port of its own. */
async function feedOf(feed: Feed) {
  await front.close()
  const readers = feedSocket(feed, () => null)
  front = await open(undefined, readers.upgrade)
  const sockets: WebSocket[] = []
  return {
    open: async () => {
      const socket = new WebSocket(`ws://127.0.0.1:${front.port}${feedPath}`, [feedProtocol, 'token'])
      sockets.push(socket)
      const first = Promise.race([once(socket, 'message'), once(socket, 'close')]) as Promise<[unknown]>
      await once(socket, 'open')
      return { socket, first }
    },
    close: async () => {
      for (const socket of sockets) socket.terminate()
      readers.close()
    },
  }
}

describe('a bound of the dev server', () => {
  it('stands in docs/bounds.md, and every one that stands there is tried', () => {
    expect(boundedCollections('dev-server')).toEqual(Object.keys(attempts))
  })

  it.each(Object.entries(attempts))('holds for %s', async (_, attempt) => {
    await expect(attempt()).resolves.toBeUndefined()
  })
})
