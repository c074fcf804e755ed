// @vitest-environment happy-dom
import { createMockPusher, type MockPusher } from 'react-pusher-kit/mock'
import { createPusherKit, type KitOptions, type PusherKit } from 'react-pusher-kit/client'
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'

let first: MockPusher
let second: MockPusher
let kit: PusherKit
/** What the server publishes to; null while it does not answer. */
let active: string | null
/** What one answer to a message says. */
let named: string | null
let asked: { at: number; tag: string | null; status: number }[]

beforeEach(async () => {
  // Loaded before the timers are those of the test.
  await import('../../../src/client/connection/follow-server.ts')
  vi.useFakeTimers()
  first = createMockPusher({ app: { id: '1', key: 'first' } })
  second = createMockPusher({ app: { id: '2', key: 'second' } })
  active = 'first'
  named = null
  asked = []
})
afterEach(() => {
  vi.restoreAllMocks()
  kit.dispose()
  first.dispose()
  second.dispose()
  vi.useRealTimers()
})

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms)
const mockOf = (appKey: string) => (appKey === 'first' ? first : second)
const connections = () => [first.connections.length, second.connections.length]
const moves = () => kit.connection.getSnapshot().stats.reconnections

function status(tag: string | null): Response {
  if (active === null) return new Response('', { status: 503 })
  const headers = { etag: `W/"${active}"`, 'x-pusher-backend': active }
  if (tag === headers.etag) return new Response(null, { status: 304, headers })
  return Response.json({ active }, { headers })
}

function open(options: KitOptions = {}) {
  kit = createPusherKit({
    appKey: 'first',
    createClient: (appKey, pusherOptions) => mockOf(appKey).provider.createClient(appKey, pusherOptions),
    fallbacks: [{ appKey: 'second' }],
    fetch: async (input, init) => {
      if (!(input as string).endsWith('/status')) {
        const key = named ?? active
        return Response.json({}, { headers: key === null ? {} : { 'x-pusher-backend': key } })
      }
      const tag = new Headers(init?.headers).get('if-none-match')
      const response = status(tag)
      asked.push({ at: Date.now(), tag, status: response.status })
      return response
    },
    ...options,
  })
  return kit
}

const talk = () => kit.trigger('news', 'e', {})

function hide(hidden: boolean) {
  vi.spyOn(document, 'hidden', 'get').mockReturnValue(hidden)
  document.dispatchEvent(new Event('visibilitychange'))
}

describe('a client with fallbacks', () => {
  it('follows the server within 5 s of an answer that names another backend, and back', async () => {
    open()
    await pass(9000)
    active = 'second'
    await talk()
    await pass(5000)
    expect(connections()).toEqual([0, 1])
    await pass(10_000)
    active = 'first'
    await talk()
    await pass(5000)
    expect([connections(), moves()]).toEqual([[1, 0], 2])
  })

  it('follows within 15 s while it only listens, and back', async () => {
    open()
    for (const key of ['second', 'first', 'second']) {
      await pass(20_000 + Math.random() * 10_000)
      active = key
      await pass(15_000)
      expect(connections()).toEqual(key === 'first' ? [1, 0] : [0, 1])
    }
    expect(moves()).toBe(3)
  })

  it('asks every 8 to 12 s with the tag of the last answer, and not while other answers say the same', async () => {
    open()
    await pass(100_000)
    expect(asked.length).toBeGreaterThanOrEqual(8)
    expect(asked.length).toBeLessThanOrEqual(13)
    expect(asked[0]).toMatchObject({ tag: null, status: 200 })
    expect(asked.slice(1).every(({ tag, status: code }) => tag === 'W/"first"' && code === 304)).toBe(true)
    const waits = asked.slice(1).map(({ at }, index) => at - (asked[index]?.at ?? 0))
    expect(Math.min(...waits)).toBeGreaterThanOrEqual(8000)
    expect(Math.max(...waits)).toBeLessThanOrEqual(12_001)
    expect(new Set(waits).size).toBeGreaterThan(1)
    const { length } = asked
    for (let round = 0; round < 30; round += 1) {
      await talk()
      await pass(2000)
    }
    expect(asked).toHaveLength(length)
  })

  it('is not moved by one late answer', async () => {
    open()
    await pass(5000)
    named = 'second'
    await talk()
    named = null
    await pass(30_000)
    expect([connections(), moves()]).toEqual([[1, 0], 0])
  })

  it('asks once in 2 s, and is moved once in 8 s, while servers disagree', async () => {
    open()
    await pass(20_000)
    asked = []
    for (let round = 0; round < 200; round += 1) {
      named = round % 2 === 0 ? 'first' : 'second'
      active = Math.random() < 0.5 ? 'first' : 'second'
      await talk()
      await pass(100)
    }
    expect(asked.length).toBeLessThanOrEqual(14)
    expect(moves()).toBeLessThanOrEqual(3)
  })

  it('asks nothing while the page is hidden, and at once when it is visible again', async () => {
    open()
    await pass(1000)
    hide(true)
    await pass(12_000)
    asked = []
    active = 'second'
    await talk()
    await pass(120_000)
    expect(asked).toEqual([])
    hide(false)
    await pass(1000)
    expect(asked).toHaveLength(1)
    expect(connections()).toEqual([0, 1])
  })

  it('asks no more often because the page was hidden for a moment', async () => {
    open()
    asked = []
    while (asked.length === 0) await pass(100)
    asked = []
    await pass(1000)
    hide(true)
    hide(false)
    await pass(5000)
    expect(asked).toEqual([])
  })

  it('follows without a page, as in Node', async () => {
    vi.stubGlobal('document', undefined)
    onTestFinished(() => void vi.unstubAllGlobals())
    open()
    await pass(1000)
    active = 'second'
    await pass(15_000)
    expect(connections()).toEqual([0, 1])
  })

  it('asks nothing while it is disconnected, and nothing after its end', async () => {
    const { connection } = open()
    await pass(1000)
    connection.disconnect()
    asked = []
    await pass(60_000)
    expect(asked).toEqual([])
    connection.connect()
    await pass(60_000)
    expect(asked.length).toBeGreaterThan(3)
    kit.dispose()
    asked = []
    await pass(60_000)
    expect(asked).toEqual([])
  })

  it('waits for nothing more when it ends while a request is under way', async () => {
    const fetch = vi.fn(() => new Promise<Response>(() => {}))
    open({ fetch })
    await vi.waitFor(() => expect(fetch).toHaveBeenCalledTimes(1))
    kit.dispose()
    await pass(1000)
    expect(vi.getTimerCount()).toBe(0)
  })

  it('asks less often while the server does not answer', async () => {
    open()
    await pass(20_000)
    active = null
    await pass(100_000)
    asked = []
    await pass(240_000)
    expect(asked.length).toBeLessThanOrEqual(11)
    expect(asked.every(({ tag }) => tag === null)).toBe(true)
    active = 'second'
    await pass(37_000)
    expect(connections()).toEqual([0, 1])
  })

  it('reads the body of a server that names no backend in its headers', async () => {
    let key = 'first'
    open({ fetch: () => Promise.resolve(Response.json({ active: key })) })
    await pass(20_000)
    key = 'second'
    await pass(15_000)
    expect(connections()).toEqual([0, 1])
  })

  it('goes by the last answer of such a server while that stands', async () => {
    const third = createMockPusher({ app: { id: '3', key: 'third' } })
    open({
      fallbacks: [{ appKey: 'second' }, { appKey: 'third' }],
      createClient: (appKey, options) =>
        (appKey === 'third' ? third : mockOf(appKey)).provider.createClient(appKey, options),
      fetch: (_input, init) => {
        const headers = { etag: 'tag' }
        const isKnown = new Headers(init?.headers).has('if-none-match')
        return Promise.resolve(
          isKnown
            ? new Response(null, { status: 304, headers })
            : Response.json({ active: 'second' }, { headers }),
        )
      },
    })
    await pass(1000)
    expect(connections()).toEqual([0, 1])
    second.drop({ code: 4001 })
    await pass(1000)
    expect([connections(), third.connections.length]).toEqual([[0, 0], 1])
    // The first backend is looked at again.
    await pass(75_000)
    expect([connections(), third.connections.length]).toEqual([[0, 1], 0])
    kit.dispose()
    third.dispose()
  })

  it('is not moved by an answer that is a failure', async () => {
    open({
      fetch: () => {
        const headers = { 'x-pusher-backend': active ?? '' }
        return Promise.resolve(Response.json({ active }, { status: active === 'first' ? 200 : 500, headers }))
      },
    })
    await pass(5000)
    active = 'second'
    await pass(30_000)
    expect([connections(), moves()]).toEqual([[1, 0], 0])
  })

  it('asks soon after an answer that names another backend, whatever the next ones name', async () => {
    open()
    await pass(5000)
    vi.spyOn(Math, 'random').mockReturnValue(0.999)
    active = 'second'
    for (let round = 0; round < 40; round += 1) {
      named = round % 2 === 0 ? 'second' : 'first'
      await talk()
      await pass(100)
    }
    expect(connections()).toEqual([0, 1])
  })

  it.each([
    ['third', 'first'],
    ['third', 'second'],
    ['%', 'first'],
    ['%00', 'second'],
    ['', 'second'],
  ])('an answer that names %j leaves it on the %s backend', async (key, place) => {
    open()
    active = place
    await pass(20_000)
    const before = [connections(), moves()]
    expect(connections()).toEqual(place === 'first' ? [1, 0] : [0, 1])
    // Right after a request: the next one is due in 8 s.
    asked = []
    while (asked.length === 0) await pass(100)
    asked = []
    await pass(1000)
    named = key
    await talk()
    await pass(5000)
    expect([connections(), moves(), asked]).toEqual([...before, []])
    active = key
    await pass(60_000)
    expect([connections(), moves()]).toEqual(before)
  })

  it('asks nothing without fallbacks', async () => {
    open({ fallbacks: [] })
    await pass(60_000)
    active = 'second'
    await talk()
    await pass(60_000)
    expect([asked, connections()]).toEqual([[], [1, 0]])
  })
})
