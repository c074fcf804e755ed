import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { BroadcastError, embedded, memoryStore } from 'react-pusher-kit/server'
import type { EventStore, Message } from 'react-pusher-kit/server'
import type { NumberedEvent } from '../../../src/server/publishing/batch-packing.ts'
import { mostRanges } from '../../../src/server/publishing/channel-queue.ts'
import type { BroadcastPosition } from '../../../src/server/publishing/channel-queue.ts'
import { busyChannels, Outbox, outboxBounds } from '../../../src/server/publishing/outbox.ts'
import type { OutboxOptions } from '../../../src/server/publishing/outbox.ts'
import { appendAfterDoubt, mostInDoubt } from '../../../src/server/publishing/append-after-doubt.ts'
import { cursorsAtOnce } from '../../../src/server/publishing/broadcast-leases.ts'
import { readStored } from '../../../src/server/publishing/stored-events.ts'
import { mostSending } from '../../../src/server/publishing/publisher.ts'
import { mostWaiting, mostWaitingForAKey, keyedQueue } from '../../../src/server/publishing/keyed-queue.ts'
import { statedBounds } from '../../bounds-page.ts'
import { demoServer } from '../demo-server.ts'
import { numbersOf } from '../broadcaster/stand-in-upstream.ts'

const upTo = (last: number) => Array.from({ length: last }, (_, index) => index + 1)
const rule = { windowMs: 10, maxBytes: 8192 }

/** As the page writes it: `20 000`. */
const spaced = (count: number) => String(count).replaceAll(/\B(?=(\d{3})+$)/g, ' ')

it('holds what docs/bounds.md says', () => {
  const { events, characters, channels, calls } = outboxBounds
  expect(statedBounds('broadcasting')).toMatchObject({
    'appends that wait for those before them': `${spaced(mostWaitingForAKey)} for a channel, ${spaced(mostWaiting)} together, 5 s`,
    'appends with a key whose outcome is not known': spaced(mostInDoubt),
    'requests that wait for a backend': spaced(mostSending),
    'numbered events that wait for their broadcast': `${spaced(events)} events, ${characters / 2 ** 20} Mi characters of JSON`,
    'channels with events that wait': spaced(channels),
    'ranges of a channel that are only in the store': `${mostRanges} for a channel`,
    'calls to the backends': `${calls}; 1 while no backend can send`,
    'channels taken over from servers that ended': `${cursorsAtOnce} at a time; none while ${spaced(busyChannels)} wait`,
    'cursors of one write': spaced(cursorsAtOnce),
  })
})

describe('an outbox', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  function start(options: Partial<OutboxOptions> & { store?: EventStore } = {}) {
    const taken: Message[] = []
    const positions: (BroadcastPosition & { channel: string })[] = []
    const lines: string[] = []
    const backend = { isAway: false, calls: 0, atOnce: 0, most: 0 }
    const state = { givenUp: 0 }
    const { store = memoryStore(), ...rest } = options
    const outbox = new Outbox({
      async send(messages) {
        backend.calls++
        backend.most = Math.max(backend.most, ++backend.atOnce)
        await new Promise((resolve) => setTimeout(resolve, 1))
        backend.atOnce--
        if (backend.isAway) throw new BroadcastError('retry', 'away')
        taken.push(...messages)
      },
      log: (_, message, fields) => lines.push(`${message} ${JSON.stringify(fields)}`),
      onGivenUp: (events) => (state.givenUp += events),
      onSaved: () => {},
      onPosition: (channel, position) => positions.push({ channel, ...position }),
      read: (channel, range) => readStored(store, channel, range),
      ...rest,
    })
    /** Stores and adds, as the publisher does. */
    async function publish(channel: string, count: number, text = 'x', batch?: typeof rule) {
      const events = Array.from({ length: count }, () => ({ event: 'x', data: { text }, timestamp: 0 }))
      const { firstSeq, epoch } = await store.append({ channel, events })
      const json = JSON.stringify({ text })
      const numbered = events.map((_, index): NumberedEvent => {
        return { channel, event: 'x', json, seq: firstSeq + index, epoch, socketId: undefined }
      })
      outbox.add(channel, numbered, batch)
    }
    const numbers = (channel: string) =>
      taken.filter(({ channels: [name] }) => name === channel).flatMap(numbersOf)
    return { outbox, store, backend, state, taken, positions, lines, publish, numbers }
  }

  it(`holds ${outboxBounds.events} events in memory, and reads the oldest again`, async () => {
    const { outbox, backend, publish, numbers, state, positions } = start()
    backend.isAway = true
    for (let i = 0; i < 30; i++) {
      await publish('a', 1000, 'x', rule)
      await publish('b', 100)
    }
    expect(outbox.size().events).toBeLessThanOrEqual(outboxBounds.events)
    backend.isAway = false
    await vi.advanceTimersByTimeAsync(60_000)
    expect(numbers('a')).toEqual(upTo(30_000))
    expect(numbers('b')).toEqual(upTo(3000))
    expect(state.givenUp).toBe(0)
    expect(outbox.size()).toEqual({ events: 0, characters: 0, channels: 0, calls: 0 })
    // Where a durable cursor would be written: always forward, and to the end.
    const ofA = positions.filter(({ channel }) => channel === 'a').map(({ seq }) => seq)
    expect(ofA).toEqual(ofA.toSorted((x, y) => x - y))
    expect(ofA.at(-1)).toBe(30_000)
  })

  it('holds so many characters of them, too', async () => {
    const { outbox, backend, publish, numbers } = start()
    backend.isAway = true
    for (let i = 0; i < 20; i++) await publish('a', 100, 'x'.repeat(9000))
    expect(outbox.size().characters).toBeLessThanOrEqual(outboxBounds.characters)
    backend.isAway = false
    await vi.advanceTimersByTimeAsync(60_000)
    expect(numbers('a')).toEqual(upTo(2000))
  })

  it(
    `has events of ${outboxBounds.channels} channels wait, and gives up those of the oldest`,
    { timeout: 60_000 },
    async () => {
      const { outbox, backend, publish, numbers, state, lines } = start()
      backend.isAway = true
      for (let i = 0; i < outboxBounds.channels + 20; i++) await publish(`c-${i}`, 1)
      expect(outbox.size().channels).toBe(outboxBounds.channels)
      expect(state.givenUp).toBe(20)
      // Once, however many there are.
      expect(lines.filter((line) => line.startsWith('broadcast given up'))).toHaveLength(1)
      backend.isAway = false
      await vi.advanceTimersByTimeAsync(120_000)
      expect(numbers(`c-${outboxBounds.channels + 19}`)).toEqual([1])
      expect(outbox.size().channels).toBe(0)
    },
  )

  it(`has ${outboxBounds.calls} calls on their way, and one while no backend can send`, async () => {
    const { backend, publish } = start()
    for (let i = 0; i < 1000; i++) await publish(`c-${i}`, 1)
    await vi.advanceTimersByTimeAsync(1000)
    expect(backend.most).toBe(outboxBounds.calls)
    backend.isAway = true
    await publish('c-0', 1)
    await vi.advanceTimersByTimeAsync(10)
    backend.most = 0
    backend.calls = 0
    for (let i = 0; i < 1000; i++) await publish(`c-${i}`, 1)
    await vi.advanceTimersByTimeAsync(60_000)
    expect(backend.most).toBe(1)
    expect(backend.calls).toBeLessThan(20)
  })

  it(`remembers ${mostRanges} ranges of a channel that several servers number`, async () => {
    const { outbox, store, backend, publish, numbers } = start({ bounds: { events: 0 } })
    backend.isAway = true
    const other = (channel: string) =>
      store.append({ channel, events: [{ event: 'x', data: {}, timestamp: 0 }] })
    for (let i = 0; i < 3 * mostRanges; i++) {
      await publish('a', 1)
      await other('a')
    }
    await vi.advanceTimersByTimeAsync(2)
    expect(outbox.size().events).toBe(0)
    backend.isAway = false
    await vi.advanceTimersByTimeAsync(60_000)
    // Its own ones all, in order; beyond the bound those of the other server, too.
    const got = numbers('a')
    expect(got).toEqual(got.toSorted((x, y) => x - y))
    for (let i = 0; i < 3 * mostRanges; i++) expect(got).toContain(2 * i + 1)
    expect(got.length).toBeLessThan(3 * mostRanges * 2)
  })

  it('tries again when the store fails or hangs while it is read, and lets other channels pass', async () => {
    const store = memoryStore()
    const failures = ['reject', 'hang', 'stand still', 'reject']
    const broken: EventStore = {
      ...store,
      async history(query) {
        const failure = query.channel === 'a' ? failures.shift() : undefined
        if (failure === 'reject') throw new Error('disk I/O error')
        if (failure === 'hang') return new Promise(() => {})
        const page = await store.history(query)
        return failure ? { ...page, hasMore: true, nextCursor: 0, events: [] } : page
      },
    }
    const { backend, publish, numbers, lines } = start({ store: broken, bounds: { events: 0 } })
    backend.isAway = true
    await publish('a', 500)
    await publish('b', 5)
    backend.isAway = false
    await vi.advanceTimersByTimeAsync(1000)
    expect(numbers('b')).toEqual(upTo(5))
    await vi.advanceTimersByTimeAsync(60_000)
    expect(numbers('a')).toEqual(upTo(500))
    expect(lines.filter((line) => line.includes('disk I/O error'))).toHaveLength(2)
    expect(lines.filter((line) => line.includes('within 10000 ms'))).toHaveLength(1)
  })

  it('waits for no window while there is enough for the next call', async () => {
    const { publish, numbers } = start()
    await publish('a', 15_000, 'x'.repeat(100), { windowMs: 1000, maxBytes: 8192 })
    await vi.advanceTimersByTimeAsync(999)
    expect(numbers('a')).toEqual(upTo(15_000))
  })

  it('has four reads of the store on their way, and ten messages in a call', async () => {
    const store = memoryStore()
    let atOnce = 0
    let most = 0
    const slow: EventStore = {
      ...store,
      async history(query) {
        most = Math.max(most, ++atOnce)
        await new Promise((resolve) => setTimeout(resolve, 5))
        atOnce--
        return store.history(query)
      },
    }
    const sizes: number[] = []
    const send = async (messages: readonly Message[]) => void sizes.push(messages.length)
    const { publish, outbox } = start({ store: slow, send, bounds: { events: 0 } })
    const release = outbox.hold(upTo(200).map((n) => `c-${n}`))
    for (const n of upTo(200)) await publish(`c-${n}`, 20)
    release()
    await vi.advanceTimersByTimeAsync(60_000)
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(4000)
    expect([most, Math.max(...sizes)]).toEqual([4, 10])
  })

  it('passes over what the store forgot meanwhile, and says so', async () => {
    const { store, backend, publish, numbers, state, lines } = start({ bounds: { events: 0 } })
    backend.isAway = true
    await publish('a', 50)
    await vi.advanceTimersByTimeAsync(2)
    await store.prune({ maxCount: 10 })
    backend.isAway = false
    await vi.advanceTimersByTimeAsync(60_000)
    expect(numbers('a')).toEqual(upTo(50).slice(40))
    expect(state.givenUp).toBe(40)
    expect(lines.filter((line) => line.includes('does not have them any more'))).toHaveLength(1)
  })

  it('passes over events whose numbers began anew meanwhile', async () => {
    const store = memoryStore()
    const another = memoryStore()
    let current = store
    const changing: EventStore = { ...store, history: (query) => current.history(query) }
    const { backend, publish, numbers, state } = start({ store: changing, bounds: { events: 0 } })
    backend.isAway = true
    await publish('a', 5)
    await vi.advanceTimersByTimeAsync(2)
    await another.append({ channel: 'a', events: [{ event: 'x', data: {}, timestamp: 0 }] })
    current = another
    backend.isAway = false
    await vi.advanceTimersByTimeAsync(60_000)
    expect(numbers('a')).toEqual([])
    expect(state.givenUp).toBe(5)
  })

  it('goes on when the log of the app throws', async () => {
    let throws = 3
    const { backend, publish, numbers } = start({
      log() {
        if (throws-- > 0) throw new Error('EPIPE')
      },
    })
    backend.isAway = true
    await publish('a', 5)
    await vi.advanceTimersByTimeAsync(60_000)
    backend.isAway = false
    await vi.advanceTimersByTimeAsync(60_000)
    expect(numbers('a')).toEqual(upTo(5))
    expect(throws).toBeLessThan(3)
  })

  it('is closed while the store hangs', async () => {
    const store = { ...memoryStore(), history: () => new Promise<never>(() => {}) }
    const { outbox, publish, state } = start({ store, bounds: { events: 0 } })
    await publish('a', 5)
    const closing = outbox.close()
    await vi.advanceTimersByTimeAsync(10_000)
    await closing
    expect(state.givenUp).toBe(5)
    expect(outbox.size().channels).toBe(0)
  })
})

describe('appends that wait for others of their channel', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it(`are ${mostWaitingForAKey} at most, ${mostWaiting} of all channels, others are told to come again`, async () => {
    const inOrder = keyedQueue()
    let letGo: () => void = () => {}
    const gate = new Promise<void>((resolve) => (letGo = resolve))
    const run: number[] = []
    const add = (key: string, n: number) =>
      inOrder(key, async () => {
        await gate
        run.push(n)
      })
    // One runs, the others wait for it.
    const waiting = upTo(mostWaitingForAKey + 1).map((n) => add('a', n))
    await expect(add('a', 0)).rejects.toMatchObject({ code: 'store_unavailable', retryAfter: 1 })
    for (let i = waiting.length; i < mostWaiting; i++) waiting.push(add(`key-${i}`, i + 1))
    await expect(add('another', 0)).rejects.toMatchObject({ code: 'store_unavailable' })
    letGo()
    await Promise.all(waiting)
    expect(run.slice(0, 3)).not.toContain(0)
    expect(run).toHaveLength(mostWaiting)
    await expect(add('a', 0)).resolves.toBeUndefined()
  })

  it('run in order, and one that fails does not stop the next', async () => {
    const inOrder = keyedQueue()
    const run: number[] = []
    const results = await Promise.allSettled(
      upTo(5).map((n) =>
        inOrder('a', async () => {
          run.push(n)
          await Promise.resolve()
          if (n === 2) throw new Error('no')
        }),
      ),
    )
    expect(run).toEqual(upTo(5))
    expect(results.map(({ status }) => status)).toEqual([
      'fulfilled',
      'rejected',
      'fulfilled',
      'fulfilled',
      'fulfilled',
    ])
  })
})

describe('appends with a key whose outcome is not known', () => {
  it(`are ${mostInDoubt} at most, the oldest is forgotten`, async () => {
    let isAway = true
    const stored = { epoch: 'e', firstSeq: 1, lastSeq: 1, repeated: true }
    const append = appendAfterDoubt({
      append: () => (isAway ? Promise.reject(new Error('away')) : Promise.resolve(stored)),
    })
    const appendKey = (key: number) =>
      append({ channel: 'logs', events: [], idempotencyKey: String(key) }).catch(() => null)
    for (const key of upTo(mostInDoubt + 1)) await appendKey(key)
    isAway = false
    expect(await appendKey(1)).toMatchObject({ repeated: true })
    expect(await appendKey(2)).toMatchObject({ repeated: false })
    expect(await appendKey(2)).toMatchObject({ repeated: true })
    expect(await appendKey(mostInDoubt + 1)).toMatchObject({ repeated: false })
  })
})

describe('requests that wait for a backend', () => {
  it(`are ${mostSending} at most, others are told to come again`, async () => {
    let letGo: (deliveries: number) => void = () => {}
    const gate = new Promise<number>((resolve) => (letGo = resolve))
    const { server } = demoServer({ broadcaster: { ...embedded(), send: () => gate } })
    const waiting = upTo(mostSending).map(() => server.publish('public-a', 'x', {}))
    await expect(server.publish('public-a', 'x', {})).rejects.toMatchObject({
      status: 503,
      code: 'overloaded',
    })
    letGo(0)
    await Promise.all(waiting)
    await expect(server.publish('public-a', 'x', {})).resolves.toBeNull()
  })
})
