import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { OccupancyStore } from 'react-pusher-kit/server'
import type { WebhookEvent } from '../../src/protocol/index.ts'
import type { StoreUnderTest } from './store-under-test.ts'

let now: number
const occupied = (channel = 'presence-1'): WebhookEvent => ({ name: 'channel_occupied', channel })
const vacated = (channel = 'presence-1'): WebhookEvent => ({ name: 'channel_vacated', channel })
const added = (userId: string, channel = 'presence-1'): WebhookEvent => {
  return { name: 'member_added', channel, user_id: userId }
}
const removed = (userId: string, channel = 'presence-1'): WebhookEvent => {
  return { name: 'member_removed', channel, user_id: userId }
}

/** The contract of {@link OccupancyStore}; every implementation runs it. */
export function occupancyContract(open: () => Promise<StoreUnderTest>): void {
  describe('the occupied channels of a store', () => {
    let subject: StoreUnderTest
    let occupancy: OccupancyStore

    beforeEach(async () => {
      now = Date.now()
      subject = await open()
      if (!subject.store.occupancy) throw new Error('Expected a store with occupied channels.')
      occupancy = subject.store.occupancy
    })
    afterEach(() => subject.cleanUp())

    const apply = (at: number, ...events: WebhookEvent[]) => occupancy.apply(events, now + at)

    it('follow the events of their channels', async () => {
      await apply(0, occupied(), added('42'), occupied('news'))
      await apply(5, added('43'), { name: 'cache_miss', channel: 'cache-1' })
      const news = { channel: 'news', occupied_since: now, members: [] }
      expect(await occupancy.channels()).toEqual([
        news,
        { channel: 'presence-1', occupied_since: now, members: ['42', '43'] },
      ])
      await apply(10, removed('42'))
      expect(await occupancy.channels()).toMatchObject([news, { members: ['43'] }])
      await apply(20, vacated())
      expect(await occupancy.channels()).toEqual([news])
      await apply(30, occupied())
      expect(await occupancy.channels()).toEqual([
        news,
        { channel: 'presence-1', occupied_since: now + 30, members: [] },
      ])
    })

    const steps: [at: number, ...events: WebhookEvent[]][] = [
      [0, occupied(), added('1')],
      [10, added('2'), added('3')],
      [20, removed('1'), removed('2')],
      [30, added('2')],
      [40, removed('2'), removed('3'), vacated()],
      [50, occupied(), added('4')],
      [55, added('6'), removed('5')],
      [60, added('5'), removed('4'), added('4')],
      [65, removed('6')],
      [70, vacated('news'), occupied('news')],
      [80, occupied('gone'), vacated('gone')],
    ]
    const orders: [name: string, order: typeof steps][] = [
      ['backwards', steps.toReversed()],
      ['each twice', steps.flatMap((step) => [step, step])],
      ['and all again', [...steps, ...steps]],
      ...Array.from({ length: 10 }, (_, seed): [string, typeof steps] => {
        const key = (index: number) => Math.sin((seed + 1) * 1000 + index * 77)
        const order = [...steps.entries()].toSorted(([a], [b]) => key(a) - key(b)).map(([, step]) => step)
        return [`in disorder ${seed}`, order]
      }),
    ]

    it.each(orders)('are the same in whatever order the webhooks come: %s', async (_, order) => {
      for (const [at, ...events] of order) await apply(at, ...events)
      const all = await occupancy.channels()
      expect(all.map((row) => ({ ...row, members: row.members.toSorted() }))).toEqual([
        { channel: 'presence-1', occupied_since: now + 50, members: ['4', '5'] },
        { channel: 'news', occupied_since: now + 70, members: [] },
      ])
    })

    it('are the same when many servers apply webhooks at once', async () => {
      await Promise.all(
        Array.from({ length: 60 }, (_, i) =>
          apply(i, added(`${i % 10}`), occupied(`c-${i % 7}`), added(`${i % 9}`, `presence-${i % 5}`)),
        ),
      )
      expect((await occupancy.channels()).map(({ channel }) => channel)).toHaveLength(12)
      await Promise.all(
        Array.from({ length: 60 }, (_, i) => apply(100 + i, vacated(`c-${i % 7}`), removed(`${i % 10}`))),
      )
      const left = await occupancy.channels()
      expect(left.map(({ channel }) => channel).toSorted()).toEqual(
        ['presence-0', 'presence-1', 'presence-2', 'presence-3', 'presence-4'].toSorted(),
      )
    })

    it('may have any characters, but for NUL', async () => {
      const names = ['__proto__', "' OR 1=1 --", '🎈', 'ü"{},\\']
      await apply(0, ...names.map((name) => added(name, name)), added('a\0b'), occupied('a\0b'))
      const all = await occupancy.channels()
      expect(all.map(({ channel }) => channel).toSorted()).toEqual(
        [...names, 'presence-1'].filter((name) => name !== 'presence-1').toSorted(),
      )
      expect(all.find(({ channel }) => channel === '🎈')?.members).toEqual(['🎈'])
    })

    it('remember a departure for 10 minutes', async () => {
      const minute = 60_000
      const { age, store } = subject
      await apply(0, occupied(), added('1'), removed('2'))
      await apply(10, vacated('news'))
      await age?.(9 * minute)
      await store.prune({})
      await occupancy.apply([occupied('news'), added('2')], now - 9 * minute - 5)
      expect(await occupancy.channels()).toMatchObject([{ channel: 'presence-1', members: ['1'] }])
      await age?.(2 * minute)
      await store.prune({})
      await occupancy.apply([occupied('news'), added('2')], now - 11 * minute - 5)
      expect(await occupancy.channels()).toMatchObject([
        { channel: 'news' },
        { channel: 'presence-1', members: ['2', '1'] },
      ])
    })

    it('are the 10 000 that were reported last, also after a prune', async () => {
      for (let i = 0; i < 10_100; i += 100) {
        await apply(i, ...Array.from({ length: 100 }, (_, index) => occupied(`c-${i + index}`)))
      }
      await apply(1, occupied('c-5'))
      await apply(20_000, occupied('c-6'))
      const names = async () => new Set((await occupancy.channels()).map(({ channel }) => channel))
      for (const isPruned of [false, true]) {
        if (isPruned) await subject.store.prune({})
        const held = await names()
        expect(held.size).toBe(10_000)
        expect([held.has('c-5'), held.has('c-6'), held.has('c-10099')]).toEqual([false, true, true])
      }
      await apply(20_001, ...Array.from({ length: 10_000 }, (_, index) => vacated(`c-${index + 100}`)))
      expect([...(await names())]).toEqual(['c-6'])
    })

    it('have 100 000 members in all', { timeout: 120_000 }, async () => {
      for (let i = 0; i < 100_100; i += 1000) {
        const count = Math.min(1000, 100_100 - i)
        await apply(
          i,
          ...Array.from({ length: count }, (_, index) => added(`${i + index}`, `presence-${i % 3}`)),
        )
      }
      const held = async () =>
        (await occupancy.channels()).reduce((sum, { members }) => sum + members.length, 0)
      expect(await held()).toBe(100_000)
      await subject.store.prune({})
      await apply(200_000, ...Array.from({ length: 500 }, (_, index) => removed(`${index}`, 'presence-0')))
      expect(await held()).toBe(100_000 - 400)
    })

    it('are read from the backend once, by one server', async () => {
      const begun = await Promise.all(Array.from({ length: 10 }, () => occupancy.beginBuild()))
      expect(begun.filter(Boolean)).toHaveLength(1)
      await occupancy.endBuild(false)
      expect(await occupancy.beginBuild()).toBe(true)
      await occupancy.endBuild(true)
      expect(await occupancy.beginBuild()).toBe(false)
      await occupancy.endBuild(false)
      expect(await occupancy.beginBuild()).toBe(false)
    })
  })
}
