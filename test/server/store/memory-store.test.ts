import { describe, expect, it, onTestFinished } from 'vitest'
import { createPusherServer, memoryStore } from 'react-pusher-kit/server'
import type { EventStore } from 'react-pusher-kit/server'
import { eventStoreContract } from '../../stores/event-store-contract.ts'

// The contract writes more than a store in memory keeps by itself.
eventStoreContract(async () => {
  const store = memoryStore({ eventsPerChannel: 200_000, events: 200_000 })
  return { store, cleanUp: () => store.close() }
})

it.each([
  ['10 000 keys', 10_000, 1],
  ['10 MB of answers', 10, 1_000_000],
])('remembers %s, the newest', async (_, count, size) => {
  const { keys } = memoryStore()
  const claim = (key: number) => ({ key: `${key}`, fingerprint: 'body', claimant: 'one' })
  const answer = 'x'.repeat(size)
  for (let key = 0; key <= count; key++) {
    await keys?.claim(claim(key))
    await keys?.settle(claim(key), answer)
  }
  expect(await keys?.claim(claim(1))).toEqual({ state: 'settled', answer })
  expect(await keys?.claim(claim(count))).toEqual({ state: 'settled', answer })
  expect(await keys?.claim(claim(0))).toEqual({ state: 'claimed' })
})

it('remembers the keys of the newest 10 000 appends', async () => {
  const store = memoryStore()
  const append = (key: number) => {
    const events = [{ event: 'log', data: {}, timestamp: 0 }]
    return store.append({ channel: 'logs', events, idempotencyKey: `${key}` })
  }
  for (let key = 0; key <= 10_000; key++) await append(key)
  expect(await append(1)).toMatchObject({ repeated: true })
  expect(await append(0)).toMatchObject({ repeated: false })
})

describe('without retention', () => {
  const append = (store: EventStore, channel: string, count: number) =>
    store.append({
      channel,
      events: Array.from({ length: count }, () => ({ event: 'log', data: {}, timestamp: 0 })),
    })
  const page = (store: EventStore, channel: string, query: { after?: number; before?: number } = {}) =>
    store.history({ channel, limit: 100, ...query })

  it('keeps the newest 50 000 events of a channel', async () => {
    const store = memoryStore()
    for (let i = 0; i < 120; i++) await append(store, 'logs', 1000)
    const { firstSeq, lastSeq, events } = await page(store, 'logs')
    expect(lastSeq).toBe(120_000)
    expect(lastSeq - firstSeq + 1).toBeLessThanOrEqual(50_000)
    expect(lastSeq - firstSeq + 1).toBeGreaterThan(46_000)
    // A reader who comes from a forgotten number is shown where the history begins now.
    expect(events[0]?.seq).toBe(firstSeq)
    expect((await page(store, 'logs', { after: 5 })).events[0]?.seq).toBe(firstSeq)
    expect((await page(store, 'logs', { before: firstSeq })).events).toEqual([])
  })

  it('keeps the newest 100 000 events of all channels', async () => {
    const store = memoryStore()
    const names = Array.from({ length: 300 }, (_, index) => `channel-${index}`)
    for (const name of names) await append(store, name, 500)
    let kept = 0
    for (const name of names) {
      const { firstSeq, lastSeq } = await page(store, name)
      expect(lastSeq).toBe(500)
      kept += lastSeq - firstSeq + 1
    }
    expect(kept).toBeLessThanOrEqual(100_000)
    expect(kept).toBeGreaterThan(93_000)
    // The oldest are gone, the newest are there.
    expect((await page(store, 'channel-0')).firstSeq).toBe(501)
    expect((await page(store, 'channel-299')).firstSeq).toBe(1)
  })

  it('goes on with the numbers of a channel whose events are all gone', async () => {
    const store = memoryStore({ events: 10 })
    await append(store, 'old', 5)
    await append(store, 'new', 10)
    expect(await page(store, 'old')).toMatchObject({ events: [], firstSeq: 6, lastSeq: 5 })
    expect(await append(store, 'old', 1)).toMatchObject({ firstSeq: 6 })
  })

  it('keeps as many as its options say, and the whole newest append within them', async () => {
    const store = memoryStore({ eventsPerChannel: 3, events: 5 })
    await append(store, 'a', 2)
    await append(store, 'a', 2)
    expect(await page(store, 'a')).toMatchObject({ firstSeq: 2, lastSeq: 4 })
    await append(store, 'b', 3)
    expect(await page(store, 'a')).toMatchObject({ firstSeq: 3, lastSeq: 4 })
    expect((await page(store, 'b')).events.map(({ seq }) => seq)).toEqual([1, 2, 3])
    await append(store, 'b', 9)
    expect((await page(store, 'b')).events.map(({ seq }) => seq)).toEqual([10, 11, 12])
  })

  it('never gives a number twice, however many channels come and go', async () => {
    const store = memoryStore({ events: 10 })
    const numbers = new Map<string, number>()
    const names = [...Array.from({ length: 100_100 }, (_, index) => `c${index}`), 'c0', 'c100099']
    const doubles: string[] = []
    for (const name of names) {
      const { firstSeq } = await append(store, name, 1)
      if (firstSeq <= (numbers.get(name) ?? 0)) doubles.push(name)
      numbers.set(name, firstSeq)
    }
    expect(doubles).toEqual([])
  })

  it.each([0, -1, 1.5, Number.NaN, '7', null])('refuses %s as a count', (count) => {
    expect(() => memoryStore({ events: count as number })).toThrow('`events` of memoryStore')
    expect(() => memoryStore({ eventsPerChannel: count as number })).toThrow(
      '`eventsPerChannel` of memoryStore',
    )
  })
})

describe('with retention', () => {
  it.each([{ maxCount: 80_000 }, { maxAge: 60_000 }])('keeps what %j keeps', async (retention) => {
    const store = memoryStore()
    const server = createPusherServer({ authenticate: () => null, broadcaster: null, store, retention })
    onTestFinished(() => server.close())
    for (let i = 0; i < 60; i++) {
      await server.publishLog(Array.from({ length: 1000 }, () => ({ text: 'line' })))
    }
    expect(await store.history({ channel: 'logs', limit: 1 })).toMatchObject({ firstSeq: 1, lastSeq: 60_000 })
  })

  it('holds to its own options all the same', async () => {
    const store = memoryStore({ eventsPerChannel: 10 })
    await store.prune({ maxCount: 50 })
    for (let i = 0; i < 20; i++) {
      await store.append({ channel: 'logs', events: [{ event: 'log', data: {}, timestamp: 0 }] })
    }
    expect(await store.history({ channel: 'logs', limit: 1 })).toMatchObject({ firstSeq: 11, lastSeq: 20 })
  })
})
