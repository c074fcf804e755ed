import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { StoreError } from 'react-pusher-kit/server'
import type { EventStore, KeyClaim, KeyStore } from 'react-pusher-kit/server'
import { lines, readAll } from './stored-lines.ts'
import type { StoreUnderTest } from './store-under-test.ts'

const day = 24 * 60 * 60_000

function claimOf(key: string, claimant: string, fingerprint = 'body'): KeyClaim {
  return { key, fingerprint, claimant }
}

/** What every store holds of idempotency keys: those of appends, and those of whole requests. */
export function keyContract(open: () => Promise<StoreUnderTest>): void {
  describe('what event stores hold of idempotency keys', () => {
    let subject: StoreUnderTest
    let store: EventStore
    let keys: KeyStore

    beforeEach(async () => {
      subject = await open()
      store = subject.store
      if (!store.keys) throw new Error('Expected the store to keep keys.')
      keys = store.keys
      vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(2026, 5, 1) })
    })
    afterEach(async () => {
      vi.useRealTimers()
      await subject.cleanUp()
    })

    const passes = (ms: number) => vi.setSystemTime(Date.now() + ms)

    describe('idempotency keys of appends', () => {
      const append = { channel: 'logs', events: lines(2), idempotencyKey: 'key', fingerprint: 'body' }

      it('stand for one fingerprint: another one is refused, and stores nothing', async () => {
        const first = await store.append(append)
        expect(await store.append(append)).toEqual({ ...first, repeated: true })
        const other = store.append({ ...append, events: lines(5), fingerprint: 'other' })
        await expect(other).rejects.toBeInstanceOf(StoreError)
        await expect(other).rejects.toMatchObject({ code: 'idempotency_conflict' })
        expect((await readAll(store, 'logs')).seqs).toEqual([1, 2])
        expect(await store.append({ channel: 'logs', events: lines(1) })).toMatchObject({ firstSeq: 3 })
      })

      it.each([day, -day])('are forgotten when the clock is %d ms further', async (ms) => {
        await store.append(append)
        passes(ms - Math.sign(ms) * 1000)
        expect(await store.append({ ...append })).toMatchObject({ repeated: true })
        passes(Math.sign(ms) * 1000)
        expect(await store.append({ ...append, fingerprint: 'other' })).toMatchObject({
          repeated: false,
          firstSeq: 3,
        })
        expect(await store.append({ ...append, fingerprint: 'other' })).toMatchObject({
          repeated: true,
          firstSeq: 3,
        })
      })

      it('never meet, whatever characters channels and keys have', async () => {
        const names = ['a', 'a b', 'a,"b', '__proto__', 'constructor', '["a"]', '', ' ']
        for (const channel of names) {
          for (const idempotencyKey of names) {
            const result = await store.append({ channel, events: lines(1), idempotencyKey })
            expect(result.repeated).toBe(false)
          }
          expect(await store.append({ channel, events: lines(1) })).toMatchObject({
            lastSeq: names.length + 1,
          })
        }
      })
    })

    describe('idempotency keys of requests', () => {
      it('are claimed, then pending, then settled with their answer', async () => {
        expect(await keys.claim(claimOf('key', 'first'))).toEqual({ state: 'claimed' })
        passes(1000)
        expect(await keys.claim(claimOf('key', 'second'))).toEqual({ state: 'pending', freeIn: 59_000 })
        await keys.settle(claimOf('key', 'first'), '{"id":"Ünï \\u0000 🎈"}')
        const settled = { state: 'settled', answer: '{"id":"Ünï \\u0000 🎈"}' }
        expect(await keys.claim(claimOf('key', 'third'))).toEqual(settled)
        passes(day - 2000)
        expect(await keys.claim(claimOf('key', 'fourth'))).toEqual(settled)
      })

      it('stand for one fingerprint, pending and settled', async () => {
        await keys.claim(claimOf('key', 'first'))
        expect(await keys.claim(claimOf('key', 'second', 'other'))).toEqual({ state: 'conflict' })
        await keys.settle(claimOf('key', 'first'), '1')
        expect(await keys.claim(claimOf('key', 'second', 'other'))).toEqual({ state: 'conflict' })
      })

      it('are free again when they are released', async () => {
        await keys.claim(claimOf('key', 'first'))
        await keys.release(claimOf('key', 'second'))
        expect(await keys.claim(claimOf('key', 'second'))).toMatchObject({ state: 'pending' })
        await keys.release(claimOf('key', 'first'))
        expect(await keys.claim(claimOf('key', 'second', 'other'))).toEqual({ state: 'claimed' })
      })

      it('are free again after 60 s when their process ended, which then can change nothing', async () => {
        await keys.claim(claimOf('key', 'ended'))
        passes(59_999)
        expect(await keys.claim(claimOf('key', 'next'))).toEqual({ state: 'pending', freeIn: 1 })
        passes(1)
        expect(await keys.claim(claimOf('key', 'next', 'other'))).toEqual({ state: 'claimed' })
        await keys.settle(claimOf('key', 'ended'), '"late"')
        await keys.release(claimOf('key', 'ended'))
        expect(await keys.claim(claimOf('key', 'third', 'other'))).toMatchObject({ state: 'pending' })
      })

      it.each([day, -day])('are forgotten when the clock is %d ms further', async (ms) => {
        await keys.claim(claimOf('key', 'first'))
        await keys.settle(claimOf('key', 'first'), '1')
        passes(ms)
        expect(await keys.claim(claimOf('key', 'second', 'other'))).toEqual({ state: 'claimed' })
        expect(await keys.claim(claimOf('key', 'third', 'other'))).toMatchObject({ state: 'pending' })
      })

      it('are dropped with the old events, and others are kept', async () => {
        await keys.claim(claimOf('old', 'first'))
        await store.append({ channel: 'logs', events: lines(1), idempotencyKey: 'old' })
        passes(day / 2)
        await keys.claim(claimOf('new', 'first'))
        await keys.settle(claimOf('new', 'first'), '1')
        passes(day / 2 + 1)
        expect(await store.prune({})).toBe(0)
        expect(await keys.claim(claimOf('new', 'second'))).toEqual({ state: 'settled', answer: '1' })
        expect((await readAll(store, 'logs')).seqs).toEqual([1])
      })

      it('are claimed once when many ask at the same time', async () => {
        const attempts = Array.from({ length: 20 }, (_, index) => keys.claim(claimOf('key', `${index}`)))
        const states = await Promise.all(attempts)
        expect(states.filter(({ state }) => state === 'claimed')).toHaveLength(1)
        expect(states.filter(({ state }) => state === 'pending')).toHaveLength(19)
      })

      it('may have any characters', async () => {
        for (const key of [
          '__proto__',
          'constructor',
          'toString',
          "' OR 1=1 --",
          '🎈',
          '',
          'k'.repeat(1000),
        ]) {
          expect(await keys.claim(claimOf(key, 'first'))).toEqual({ state: 'claimed' })
          await keys.settle(claimOf(key, 'first'), JSON.stringify(key))
          expect(await keys.claim(claimOf(key, 'second'))).toEqual({
            state: 'settled',
            answer: JSON.stringify(key),
          })
        }
      })
    })
  })
}
