import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { EventStore } from 'react-pusher-kit/server'
import { line, lines, readAll } from './stored-lines.ts'
import type { StoreUnderTest } from './store-under-test.ts'

function upTo(last: number, first = 1): number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index)
}

/** What every store holds of long, filtered and hostile reads, and of what it may forget. */
export function historyContract(open: () => Promise<StoreUnderTest>): void {
  describe('what event stores hold of long reads and of forgetting', () => {
    let subject: StoreUnderTest
    let store: EventStore

    beforeEach(async () => {
      subject = await open()
      store = subject.store
    })
    afterEach(async () => {
      vi.useRealTimers()
      await subject.cleanUp()
    })

    describe('long reads', () => {
      it('look for what is nowhere, and for what is rare, in few pages', async () => {
        for (let i = 0; i < 30; i++) await store.append({ channel: 'logs', events: lines(1000) })
        await store.append({ channel: 'logs', events: [line('found', 'rare thread', 'rare')] })
        for (const backwards of [false, true]) {
          const nowhere = await readAll(store, 'logs', { events: ['nope'], backwards })
          expect(nowhere).toMatchObject({ seqs: [], page: { firstSeq: 1, lastSeq: 30_001 } })
          const rare = await readAll(store, 'logs', { events: ['nope', 'rare'], backwards })
          expect(rare.seqs).toEqual([30_001])
          const thread = await readAll(store, 'logs', {
            threadIds: ['rare thread'],
            events: ['rare'],
            backwards,
          })
          expect(thread.seqs).toEqual([30_001])
          // The row budget of a page is 1 000 rows at least.
          for (const { pages } of [nowhere, rare, thread]) expect(pages).toBeLessThanOrEqual(32)
        }
      })

      it('combine two filters whose rows never meet, page by page', async () => {
        const events = Array.from({ length: 4000 }, (_, index) =>
          line(`${index + 1}`, index % 2 ? 'odd' : 'even', index % 2 || index % 1000 === 0 ? 'a' : 'b'),
        )
        await store.append({ channel: 'logs', events })
        for (const backwards of [false, true]) {
          const filters = { events: ['a'], threadIds: ['even'], backwards }
          const { seqs } = await readAll(store, 'logs', { ...filters, limit: 3 })
          expect(seqs.toSorted((a, b) => a - b)).toEqual([1, 1001, 2001, 3001])
        }
      })

      it('take a filter that is named twice once', async () => {
        await store.append({ channel: 'logs', events: [...lines(3, 'a'), ...lines(3, 'b')] })
        const { seqs } = await readAll(store, 'logs', { threadIds: ['b', 'a', 'b', 'a'], limit: 2 })
        expect(seqs).toEqual(upTo(6))
        expect(await readAll(store, 'logs', { threadIds: [] })).toMatchObject({ seqs: [] })
      })

      it('end a page early where the payloads are large', async () => {
        const events = Array.from({ length: 500 }, (_, index) => line(`${index} ${'x'.repeat(10_000)}`))
        await store.append({ channel: 'logs', events })
        for (const backwards of [false, true]) {
          const { seqs } = await readAll(store, 'logs', { backwards })
          expect(seqs.toSorted((a, b) => a - b)).toEqual(upTo(500))
        }
      })

      it.each([Number.MAX_SAFE_INTEGER, Number.POSITIVE_INFINITY])('bound a limit of %d', async (limit) => {
        for (let i = 0; i < 11; i++) await store.append({ channel: 'logs', events: lines(1000) })
        const page = await store.history({ channel: 'logs', limit })
        expect(page.events.length).toBeLessThanOrEqual(10_000)
        expect(page.hasMore).toBe(true)
        expect((await readAll(store, 'logs', { limit })).seqs).toEqual(upTo(11_000))
      })

      it.each([0, -1, Number.NaN])('make progress with a limit of %d', async (limit) => {
        await store.append({ channel: 'logs', events: lines(3) })
        expect((await readAll(store, 'logs', { limit })).seqs).toEqual([1, 2, 3])
      })

      it.each([
        [{ after: -5 }, [1, 2, 3]],
        [{ after: 1.5 }, [2, 3]],
        [{ before: 2.5 }, [1, 2]],
        [{ before: 0 }, []],
        [{ before: -5 }, []],
        [{ before: Number.POSITIVE_INFINITY }, [1, 2, 3]],
        [{ after: Number.MAX_SAFE_INTEGER }, []],
        [{ after: Number.POSITIVE_INFINITY }, []],
        [{ after: 3, before: 1 }, []],
      ])('take the cursors %j as they are', async (cursors, expected) => {
        await store.append({ channel: 'logs', events: lines(3) })
        const page = await store.history({ channel: 'logs', limit: 10, ...cursors })
        expect(page.events.map(({ seq }) => seq)).toEqual(expected)
        expect(page).toMatchObject({ firstSeq: 1, lastSeq: 3, hasMore: false })
      })
    })

    describe('hostile names and times', () => {
      it.each(['__proto__', 'constructor', 'toString', "x' OR '1'='1", '%', ''])(
        'count and read a channel named %j by itself',
        async (channel) => {
          await store.append({ channel: 'logs', events: lines(2) })
          expect(await store.history({ channel, limit: 10 })).toMatchObject({ events: [], lastSeq: 0 })
          await store.append({ channel, events: [line('x', '__proto__', 'constructor')] })
          const filters = { events: ['constructor'], threadIds: ['__proto__'] }
          expect((await readAll(store, channel, filters)).texts).toEqual(['x'])
          expect((await readAll(store, 'logs')).seqs).toEqual([1, 2])
        },
      )

      it('keep the order of appends whatever the events say of their time', async () => {
        const times = [5, 4, 0, 8_640_000_000_000_000, 3]
        const events = times.map((timestamp) => ({ event: 'log', data: { __proto__: null }, timestamp }))
        await store.append({ channel: 'logs', events })
        const page = await store.history({ channel: 'logs', limit: 10 })
        expect(page.events.map(({ timestamp }) => timestamp)).toEqual(times)
        expect(page.events.map(({ seq }) => seq)).toEqual(upTo(5))
      })

      it('leave no hole when the clock jumped back and old events are forgotten', async () => {
        const start = Date.UTC(2026, 5, 1)
        vi.useFakeTimers({ toFake: ['Date'], now: start })
        await store.append({ channel: 'logs', events: lines(2) })
        vi.setSystemTime(start + 50_000)
        await store.append({ channel: 'logs', events: lines(2) })
        vi.setSystemTime(start - 3_600_000)
        await store.append({ channel: 'logs', events: lines(2) })
        vi.setSystemTime(start + 100_000)
        await store.append({ channel: 'logs', events: lines(2) })
        const storedSince = start + 40_000
        expect((await readAll(store, 'logs', { storedSince })).seqs).toEqual(upTo(8, 3))
        expect(await store.prune({ maxAge: 60_000 })).toBe(2)
        const { seqs, page } = await readAll(store, 'logs')
        expect(seqs).toEqual(upTo(8, 3))
        expect(page).toMatchObject({ firstSeq: 3, lastSeq: 8 })
      })
    })

    describe('what may be forgotten', () => {
      it('is not read any more once it is too old, pruned or not', async () => {
        vi.useFakeTimers({ toFake: ['Date'], now: 1_000_000 })
        await store.append({ channel: 'logs', events: lines(3) })
        vi.setSystemTime(2_000_000)
        await store.append({ channel: 'logs', events: lines(2) })
        const read = (storedSince: number) => readAll(store, 'logs', { storedSince, limit: 1 })
        expect(await read(1_000_000)).toMatchObject({ seqs: upTo(5), page: { firstSeq: 1, lastSeq: 5 } })
        expect(await read(1_000_000.5)).toMatchObject({ seqs: [4, 5], page: { firstSeq: 4, lastSeq: 5 } })
        expect(await read(2_000_001)).toMatchObject({ seqs: [], page: { firstSeq: 6, lastSeq: 5 } })
        const newest = { channel: 'logs', before: 9, limit: 9, storedSince: 1_500_000 }
        expect((await store.history(newest)).events.map(({ seq }) => seq)).toEqual([4, 5])
        expect(await store.history({ channel: 'other', limit: 1, storedSince: 5 })).toMatchObject({
          lastSeq: 0,
        })
      })

      it('goes in slices from several channels, while others write', async () => {
        const channels = ['a', 'b', 'c']
        for (const channel of channels) {
          for (let i = 0; i < 5; i++) await store.append({ channel, events: lines(1000) })
        }
        const [pruned] = await Promise.all([
          store.prune({ maxCount: 100 }),
          ...channels.map((channel) => store.append({ channel, events: lines(10) })),
        ])
        expect(pruned).toBeGreaterThanOrEqual(3 * 4900)
        for (const channel of channels) {
          const { seqs, page } = await readAll(store, channel)
          expect(seqs).toEqual(upTo(5010, page.firstSeq))
          expect(page.firstSeq).toBeGreaterThan(4900)
        }
      })

      it('goes once in a while, by the time that the store keeps of it', async () => {
        vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(2026, 5, 1) })
        const write = () => store.append({ channel: 'logs', events: lines(2) })
        const pruneRarely = () => store.prune({ maxCount: 1 }, 60_000)
        await write()
        expect(await pruneRarely()).toBe(1)
        await write()
        vi.setSystemTime(Date.now() + 59_000)
        expect(await pruneRarely()).toBe(0)
        vi.setSystemTime(Date.now() + 1000)
        expect(await pruneRarely()).toBe(2)
        await write()
        // A clock that was far ahead does not put it off for long.
        vi.setSystemTime(Date.UTC(2020, 5, 1))
        expect(await pruneRarely()).toBe(2)
      })

      it('is not the numbers: a new epoch goes on counting', async () => {
        const first = await store.append({ channel: 'logs', events: lines(2), idempotencyKey: 'key' })
        const epoch = await store.newEpoch()
        expect(epoch).not.toBe(first.epoch)
        expect(await store.history({ channel: 'logs', limit: 10 })).toMatchObject({ epoch, lastSeq: 2 })
        expect(await store.append({ channel: 'logs', events: lines(1) })).toMatchObject({
          epoch,
          firstSeq: 3,
        })
      })
    })
  })
}
