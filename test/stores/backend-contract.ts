import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { BackendChange, BackendStateStore } from 'react-pusher-kit/server'
import { patience } from '../run/time-limits.ts'
import type { SharedStoreUnderTest } from './store-under-test.ts'

const day = 24 * 60 * 60_000
const none = { messages: 0, errors: 0 }
const unknown = { version: 0, outOfQuotaFor: 0, restsFor: 0, rests: 0, failure: null, ...none }
const failure = { failure: 'quota', status: 403, message: 'Over your quota \u{1f388}' } as const

function change(version: number, more: Partial<BackendChange> = {}): BackendChange {
  return { backend: 'a', version, outOfQuota: false, restsFor: 0, rests: 0, failure: null, ...more }
}

/** The contract of {@link BackendStateStore}; every implementation runs it. */
export function backendContract(open: () => Promise<SharedStoreUnderTest>): void {
  describe('states of the backends', () => {
    let subject: SharedStoreUnderTest
    let backends: BackendStateStore

    beforeEach(async () => {
      subject = await open()
      if (!subject.store.backends) throw new Error('Expected a store with states of the backends.')
      backends = subject.store.backends
    })
    afterEach(() => subject.cleanUp())

    const read = (...names: string[]) => backends.read(names.map((backend) => ({ backend, ...none })))

    it('are those of backends that send, until one is written, in the order of the request', async () => {
      await backends.write(change(0, { backend: 'b', rests: 2 }))
      expect(await read('c', 'b', 'a')).toEqual([
        { backend: 'c', ...unknown },
        { backend: 'b', ...unknown, version: 1, rests: 2 },
        { backend: 'a', ...unknown },
      ])
      expect(await read()).toEqual([])
    })

    it('are written, and read by another server', async () => {
      const { written, state } = await backends.write(change(0, { rests: 3, restsFor: 60_000, failure }))
      expect(written).toBe(true)
      expect(state).toMatchObject({ backend: 'a', version: 1, rests: 3, outOfQuotaFor: 0, failure })
      const other = await subject.openAgain()
      const [again] = (await other.backends?.read([{ backend: 'a', ...none }])) ?? []
      await other.close()
      expect(again).toMatchObject({ version: 1, rests: 3, failure })
      expect(again?.restsFor).toBeGreaterThan(60_000 - patience)
      expect(again?.restsFor).toBeLessThanOrEqual(60_000)
    })

    it('overwrite the version that they were made of, and no other', async () => {
      await backends.write(change(0, { rests: 1 }))
      for (const version of [0, 2]) {
        const refused = await backends.write(change(version, { rests: 9 }))
        expect(refused).toMatchObject({ written: false, state: { version: 1, rests: 1 } })
      }
      const next = await backends.write(change(1, { rests: 2 }))
      expect(next).toMatchObject({ written: true, state: { version: 2, rests: 2, failure: null } })
    })

    it('that were made of a version which is not there are not written', async () => {
      expect(await backends.write(change(5, { failure }))).toEqual({
        written: false,
        state: { backend: 'a', ...unknown },
      })
      expect(await backends.claim('a', 5, 1000)).toMatchObject({ written: false, state: { version: 0 } })
    })

    it('are out of quota until midnight in UTC, and not any more when that is written', async () => {
      const { state } = await backends.write(change(0, { outOfQuota: true, failure }))
      const left = day - (Date.now() % day)
      // At midnight itself, the day has either number.
      const off = Math.abs(state.outOfQuotaFor - left)
      expect(Math.min(off, day - off)).toBeLessThan(patience)
      expect(await backends.write(change(1))).toMatchObject({ state: { outOfQuotaFor: 0, failure: null } })
    })

    it('are claimed by one of many at the same time, once the backend has rested', async () => {
      await backends.write(change(0, { restsFor: 60_000, failure }))
      expect(await backends.claim('a', 1, 1000)).toMatchObject({ written: false, state: { version: 1 } })
      await backends.write(change(1, { failure, rests: 4 }))
      const claims = await Promise.all(Array.from({ length: 10 }, () => backends.claim('a', 2, 60_000)))
      expect(claims.filter(({ written }) => written)).toHaveLength(1)
      for (const { state } of claims) {
        expect(state).toMatchObject({ version: 3, rests: 4, failure })
        expect(state.restsFor).toBeGreaterThan(60_000 - patience)
      }
      expect(await backends.claim('a', 3, 1000)).toMatchObject({ written: false })
    })

    it('can be tried when their rest is over', async () => {
      await backends.write(change(0, { restsFor: 30, failure }))
      await expect.poll(async () => (await read('a'))[0]?.restsFor, { timeout: patience }).toBe(0)
      expect(await backends.claim('a', 1, 1000)).toMatchObject({ written: true, state: { version: 2 } })
    })

    it('have the counts of all, which change no version', async () => {
      const add = (backend: string, messages: number, errors: number) =>
        backends.read([
          { backend, messages, errors },
          { backend: 'other', ...none },
        ])
      expect(await add('a', 2, 1)).toMatchObject([{ messages: 2, errors: 1 }, none])
      await backends.write(change(0, { rests: 1 }))
      await Promise.all(Array.from({ length: 10 }, () => add('a', 1, 2)))
      expect(await add('a', 0, 0)).toEqual([
        { backend: 'a', ...unknown, version: 1, rests: 1, messages: 12, errors: 21 },
        { backend: 'other', ...unknown },
      ])
      const both = [
        { backend: 'other', messages: 1, errors: 0 },
        { backend: 'a', messages: 0, errors: 1 },
      ]
      expect(await backends.read(both)).toMatchObject([{ messages: 1 }, { messages: 12, errors: 22 }])
    })
  })
}
