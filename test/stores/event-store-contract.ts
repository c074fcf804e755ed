import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { EventStore } from 'react-pusher-kit/server'
import { historyContract } from './history-contract.ts'
import { keyContract } from './key-contract.ts'
import { line, lines, readAll } from './stored-lines.ts'
import type { StoreUnderTest, SharedStoreUnderTest } from './store-under-test.ts'

async function append50Times(store: EventStore): Promise<void> {
  for (let i = 0; i < 50; i++) await store.append({ channel: 'logs', events: lines(4) })
}

/** The contract of {@link EventStore}; every implementation runs it. */
export function eventStoreContract(
  open: () => Promise<StoreUnderTest>,
  { writers = 100, eventsPerWriter = 1000 } = {},
): void {
  describe('the contract of event stores', () => {
    let subject: StoreUnderTest
    let store: EventStore

    beforeEach(async () => {
      subject = await open()
      store = subject.store
    })
    afterEach(() => subject.cleanUp())

    describe('numbers', () => {
      it('start at 1 and go on without a hole', async () => {
        const first = await store.append({ channel: 'logs', events: lines(3) })
        const second = await store.append({ channel: 'logs', events: lines(2) })
        expect(first).toMatchObject({ firstSeq: 1, lastSeq: 3, repeated: false })
        expect(second).toMatchObject({ firstSeq: 4, lastSeq: 5, epoch: first.epoch })
      })

      it('are counted per channel', async () => {
        await store.append({ channel: 'logs', events: lines(3) })
        expect(await store.append({ channel: 'other', events: lines(1) })).toMatchObject({ firstSeq: 1 })
      })

      it(
        `have no hole and no double under ${writers} writers of ${eventsPerWriter} events`,
        { timeout: 120_000 },
        async () => {
          const batch = 10
          const write = async (writer: number) => {
            for (let done = 0; done < eventsPerWriter; done += batch) {
              await store.append({ channel: 'logs', events: lines(batch, `writer-${writer}`) })
            }
          }
          await Promise.all(Array.from({ length: writers }, (_, writer) => write(writer)))
          const { seqs } = await readAll(store, 'logs')
          expect(seqs).toHaveLength(writers * eventsPerWriter)
          expect(seqs.every((seq, index) => seq === index + 1)).toBe(true)
        },
      )
    })

    describe('idempotency keys', () => {
      it('store a repeated request once and answer it with the first numbers', async () => {
        const request = { channel: 'logs', events: lines(3), idempotencyKey: 'request-1' }
        const first = await store.append(request)
        await store.append({ channel: 'logs', events: lines(1) })
        expect(await store.append(request)).toEqual({ ...first, repeated: true })
        expect((await readAll(store, 'logs')).seqs).toEqual([1, 2, 3, 4])
      })

      it('mean another request in another channel', async () => {
        await store.append({ channel: 'logs', events: lines(1), idempotencyKey: 'request-1' })
        const other = await store.append({ channel: 'other', events: lines(1), idempotencyKey: 'request-1' })
        expect(other.repeated).toBe(false)
      })

      it('store once when the same request arrives many times at once', async () => {
        const request = { channel: 'logs', events: lines(2), idempotencyKey: 'request-1' }
        const results = await Promise.all(Array.from({ length: 20 }, () => store.append(request)))
        expect(results.filter(({ repeated }) => !repeated)).toHaveLength(1)
        expect((await readAll(store, 'logs')).seqs).toEqual([1, 2])
      })
    })

    describe('history', () => {
      it('hands out what was stored', async () => {
        const data = { text: 'Ünï \u001b[31m“red”\u001b[0m 🎈 \\ \u0000', nested: { list: [1, null, true] } }
        await store.append({
          channel: 'logs',
          events: [{ event: 'log', data, timestamp: 1_767_225_600_123 }],
        })
        const { events } = await store.history({ channel: 'logs', limit: 10 })
        expect(events).toEqual([{ seq: 1, event: 'log', data, timestamp: 1_767_225_600_123 }])
      })

      it('of a channel that nobody wrote to is empty', async () => {
        const page = await store.history({ channel: 'nothing', limit: 10 })
        expect(page).toMatchObject({ events: [], firstSeq: 1, lastSeq: 0, nextCursor: 0, hasMore: false })
      })

      it('reads upwards in pages', async () => {
        await store.append({ channel: 'logs', events: lines(10) })
        const first = await store.history({ channel: 'logs', limit: 4 })
        expect(first.events.map(({ seq }) => seq)).toEqual([1, 2, 3, 4])
        expect(first).toMatchObject({ firstSeq: 1, lastSeq: 10, nextCursor: 4, hasMore: true })
        const last = await store.history({ channel: 'logs', after: 8, limit: 4 })
        expect(last).toMatchObject({ nextCursor: 10, hasMore: false })
        expect(last.events.map(({ seq }) => seq)).toEqual([9, 10])
      })

      it('reads the newest below `before`, ascending', async () => {
        await store.append({ channel: 'logs', events: lines(10) })
        const tail = await store.history({ channel: 'logs', before: Number.MAX_SAFE_INTEGER, limit: 3 })
        expect(tail.events.map(({ seq }) => seq)).toEqual([8, 9, 10])
        expect(tail).toMatchObject({ nextCursor: 8, hasMore: true })
        const head = await store.history({ channel: 'logs', before: 3, limit: 3 })
        expect(head.events.map(({ seq }) => seq)).toEqual([1, 2])
        expect(head).toMatchObject({ nextCursor: 1, hasMore: false })
      })

      it('reads the range between `after` and `before`', async () => {
        await store.append({ channel: 'logs', events: lines(10) })
        const range = await store.history({ channel: 'logs', after: 2, before: 7, limit: 3 })
        expect(range.events.map(({ seq }) => seq)).toEqual([3, 4, 5])
        expect(range).toMatchObject({ nextCursor: 5, hasMore: true })
        const rest = await store.history({ channel: 'logs', after: 5, before: 7, limit: 3 })
        expect(rest).toMatchObject({ nextCursor: 6, hasMore: false })
      })

      it('filters by thread and says how far it looked', async () => {
        await store.append({ channel: 'logs', events: [...lines(5, 'a'), ...lines(5, 'b')] })
        const page = await store.history({ channel: 'logs', threadIds: ['a'], limit: 10 })
        expect(page.events.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5])
        expect(page).toMatchObject({ firstSeq: 1, lastSeq: 10, nextCursor: 10, hasMore: false })
        const cut = await store.history({ channel: 'logs', threadIds: ['a', 'b'], limit: 6 })
        expect(cut).toMatchObject({ nextCursor: 6, hasMore: true })
      })

      it('filters by event', async () => {
        await store.append({ channel: 'logs', events: [line('1'), line('2', 'main', 'note'), line('3')] })
        const page = await store.history({ channel: 'logs', events: ['note'], limit: 10 })
        expect(page.events.map(({ seq }) => seq)).toEqual([2])
      })

      it('takes names that mean something in SQL as names', async () => {
        await store.append({ channel: 'logs', events: lines(1) })
        const threadIds = ["' OR 1=1 --"]
        expect(await store.history({ channel: 'logs', threadIds, limit: 10 })).toMatchObject({ events: [] })
      })
    })

    describe('retention', () => {
      it('keeps the newest and goes on counting', async () => {
        await store.append({ channel: 'logs', events: lines(10) })
        expect(await store.prune({ maxCount: 4 })).toBe(6)
        const page = await store.history({ channel: 'logs', limit: 100 })
        expect(page.events.map(({ seq }) => seq)).toEqual([7, 8, 9, 10])
        expect(page).toMatchObject({ firstSeq: 7, lastSeq: 10 })
        expect(await store.append({ channel: 'logs', events: lines(1) })).toMatchObject({ firstSeq: 11 })
      })

      it('counts the age from when an event was stored, not from its own time', async () => {
        await store.append({ channel: 'logs', events: lines(2) })
        expect(await store.prune({ maxAge: 60_000 })).toBe(0)
        expect(await store.prune({ maxAge: -60_000 })).toBe(2)
        const page = await store.history({ channel: 'logs', limit: 100 })
        expect(page).toMatchObject({ events: [], firstSeq: 3, lastSeq: 2 })
      })
    })

    it('answers a check while it is open', async () => {
      await expect(store.check()).resolves.toBeUndefined()
    })
  })
  historyContract(open)
  keyContract(open)
}

/** The contract of stores that several servers share, beside {@link eventStoreContract}. */
export function sharedStoreContract(open: () => Promise<SharedStoreUnderTest>): void {
  describe('the contract of event stores that two servers share', { timeout: 60_000 }, () => {
    let subject: SharedStoreUnderTest
    let own: EventStore
    let other: EventStore

    beforeEach(async () => {
      subject = await open()
      own = subject.store
      other = await subject.openAgain()
    })
    afterEach(async () => {
      await other.close()
      await subject.cleanUp()
    })

    it('keeps the numbers contiguous, and reads what the other one wrote', async () => {
      await Promise.all([own, other, own, other].map(append50Times))
      for (const store of [own, other]) {
        const { seqs } = await readAll(store, 'logs')
        expect(seqs).toEqual(Array.from({ length: 800 }, (_, index) => index + 1))
      }
    })

    it('stores a request once that reaches both at the same time', async () => {
      const request = { channel: 'logs', events: lines(2), idempotencyKey: 'request-1' }
      const results = await Promise.all([own, other, own, other].map((store) => store.append(request)))
      expect(results.filter(({ repeated }) => !repeated)).toHaveLength(1)
      expect((await readAll(other, 'logs')).seqs).toEqual([1, 2])
    })

    it('gives both a new epoch at once', async () => {
      await other.append({ channel: 'logs', events: lines(1) })
      const epoch = await own.newEpoch()
      expect(await other.append({ channel: 'logs', events: lines(1) })).toMatchObject({ epoch, firstSeq: 2 })
      expect(await other.history({ channel: 'logs', limit: 1 })).toMatchObject({ epoch })
    })

    it('is pruned by one of them', async () => {
      await own.append({ channel: 'logs', events: lines(3) })
      const pruned = await Promise.all([own, other].map((store) => store.prune({ maxCount: 1 }, 60_000)))
      expect(pruned.toSorted((a, b) => a - b)).toEqual([0, 2])
    })

    it('claims an idempotency key once that reaches both at the same time', async () => {
      const claims = [own, other, own, other].map(async (store, index) =>
        store.keys?.claim({ key: 'key', fingerprint: 'body', claimant: `${index}` }),
      )
      const states = (await Promise.all(claims)).map((known) => known?.state)
      expect(states.filter((state) => state === 'claimed')).toHaveLength(1)
      expect(states.filter((state) => state === 'pending')).toHaveLength(3)
    })
  })
}
