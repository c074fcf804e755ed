import { createHash } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { CounterDelta, CounterReport, CounterStore, EventStore } from 'react-pusher-kit/server'
import type { SharedStoreUnderTest } from './store-under-test.ts'

const minute = 60_000
const day = 24 * 60 * minute

const userOf = (name: string | number) => createHash('sha256').update(`${name}`).digest('hex').slice(0, 16)
const usersOf = (count: number, first = 0) =>
  Array.from({ length: count }, (_, index) => userOf(first + index))

function delta(fields: Partial<CounterDelta> = {}): CounterDelta {
  return { group: 'events', name: 'x', label: '', age: 0, sum: 1, max: 0, users: [], ...fields }
}

/** A store whose rows can be counted. */
interface CountedStoreUnderTest extends SharedStoreUnderTest {
  countRows: (table: 'counts' | 'count_users' | 'count_sketches') => Promise<number>
}

/** The contract of {@link CounterStore}; every implementation runs it. */
export function counterContract(open: () => Promise<CountedStoreUnderTest>): void {
  describe('counters', { timeout: 60_000 }, () => {
    let subject: CountedStoreUnderTest
    let store: EventStore
    let other: EventStore
    let counters: CounterStore
    let number: number

    beforeEach(async () => {
      subject = await open()
      store = subject.store
      other = await subject.openAgain()
      counters = countersOf(store)
      number = 0
    })
    afterEach(async () => {
      await other.close()
      await subject.cleanUp()
    })

    function countersOf({ counters: found }: EventStore): CounterStore {
      if (!found) throw new Error('Expected a store with counters.')
      return found
    }
    const add = (...deltas: CounterDelta[]) => counters.add({ writer: 'a', number: ++number, deltas })
    const sumOf = ({ totals }: CounterReport) => totals.reduce((sum, total) => sum + total.sum, 0)
    const read = (unit: 'minute' | 'day', last: number, users = false) =>
      counters.read({ group: 'events', unit, last, users })

    it('are empty at first', async () => {
      const report = await read('minute', 60, true)
      expect({ ...report, users: [...report.users] }).toMatchObject({ totals: [], users: [], series: [] })
      expect(Math.abs(report.now - Date.now())).toBeLessThan(10_000)
    })

    it('add sums and keep the greatest maximum, by name and label', async () => {
      await add(
        delta({ sum: 3, max: 5 }),
        delta({ name: 'y', label: 'b' }),
        delta({ group: 'usage', sum: 9 }),
      )
      await add(delta({ sum: 4, max: 2 }), delta({ name: 'y', label: 'a', sum: 2 }))
      for (const [unit, last] of [
        ['minute', 5],
        ['day', 2],
      ] as const) {
        const { totals, series } = await read(unit, last)
        expect(totals.toSorted((a, b) => b.sum - a.sum)).toEqual([
          { name: 'x', label: '', sum: 7, max: 5, users: 0 },
          { name: 'y', label: 'a', sum: 2, max: 0, users: 0 },
          { name: 'y', label: 'b', sum: 1, max: 0, users: 0 },
        ])
        expect(series.reduce((sum, each) => sum + each.sum, 0)).toBe(10)
      }
    })

    it('stand in the minute and the day of their age', async () => {
      await add(delta({ sum: 1 }), delta({ sum: 10, age: 3 * minute }), delta({ sum: 100, age: 2 * day }))
      const { series, now } = await read('minute', 5)
      const first = Math.floor((now - 3 * minute) / minute) * minute
      expect(series.map(({ sum }) => sum)).toEqual([10, 1])
      // A minute may begin between the batch and the look.
      expect([0, minute]).toContain(first - (series[0]?.at ?? 0))
      expect(sumOf(await read('minute', 2))).toBe(1)
      expect(sumOf(await read('day', 4))).toBe(111)
      const days = await read('day', 4)
      expect(days.series.every(({ at }) => at % day === 0)).toBe(true)
      expect(days.series[0]).toMatchObject({ sum: 100 })
    })

    it('sum the most frequent names by themselves, in parts of a range', async () => {
      await add(
        delta({ label: 'a', sum: 2 }),
        delta({ label: 'b', sum: 3 }),
        delta({ sum: 10, age: 45 * minute }),
        delta({ name: '__proto__', sum: 7, age: 20 * minute }),
        delta({ name: 'rare' }),
        delta({ name: 'rare', group: 'usage', sum: 100 }),
        delta({ name: 'rare', sum: 100, age: 3 * day }),
      )
      const query = { group: 'events', unit: 'minute', last: 60 } as const
      const of = async (length: number, names: number) => {
        const { parts = [] } = await counters.read({ ...query, parts: { length, names } })
        return parts
          .toSorted((a, b) => a.back - b.back || b.sum - a.sum)
          .map(({ name, back, sum }) => `${name} ${back} ${sum}`)
      }
      // A minute may begin between the batch and the look: ages are far from the ends of a part.
      expect(await of(30, 2)).toEqual(['__proto__ 0 7', 'x 0 5', 'x 1 10'])
      expect(await of(30, 3)).toEqual(['__proto__ 0 7', 'x 0 5', 'rare 0 1', 'x 1 10'])
      expect(await of(60, 1)).toEqual(['x 0 15'])
      expect((await counters.read(query)).parts).toBeUndefined()
      const days = await counters.read({
        ...query,
        unit: 'day',
        last: 4,
        parts: { length: 2, names: 1 },
        users: true,
      })
      expect(days.parts?.every(({ name }) => name === 'rare')).toBe(true)
      expect(days.parts?.reduce((sum, part) => sum + part.sum, 0)).toBe(101)
    })

    it('agree on the names of parts whose sums are equal', async () => {
      await add(...['b', 'B', 'a', 'ä', 'c'].map((name) => delta({ name })))
      const query = {
        group: 'events',
        unit: 'day',
        last: 2,
        parts: { length: 2, names: 3 },
      } as const
      for (const own of [counters, countersOf(other)]) {
        const names = (await own.read(query)).parts?.map(({ name }) => name)
        expect(new Set(names)).toEqual(new Set(['B', 'a', 'b']))
      }
    })

    it('take many at once, and names of any kind', async () => {
      const names = Array.from({ length: 1000 }, (_, index) => `'name" ${index} Ünï 🎈 \\ {}`)
      await add(...names.map((name) => delta({ name, label: `${name}%` })))
      const { totals } = await read('day', 2)
      expect(new Set(totals.map(({ name }) => name))).toEqual(new Set(names))
      expect(totals.every(({ name, label, sum }) => label === `${name}%` && sum === 1)).toBe(true)
    })

    it('ignore a batch that was stored before', async () => {
      const batch = { writer: 'a', number: 1, deltas: [delta({ users: usersOf(1) })] }
      await Promise.all([1, 2, 3, 4].map(() => counters.add(batch)))
      await countersOf(other).add(batch)
      expect(sumOf(await read('day', 2))).toBe(1)
      await counters.add({ ...batch, number: 2 })
      await counters.add({ ...batch, writer: 'b' })
      expect(sumOf(await read('day', 2))).toBe(3)
    })

    it('are the sum of what several servers add at the same time', async () => {
      const writers = ['a', 'b', 'c', 'd', 'e', 'f']
      await Promise.all(
        writers.map(async (writer, index) => {
          const own = countersOf(index % 2 ? store : other)
          for (let batch = 1; batch <= 20; batch++) {
            const deltas = ['x', 'y', 'z'].map((name) => delta({ name, users: usersOf(20, index * 20) }))
            await own.add({ writer, number: batch, deltas: index % 2 ? deltas : deltas.toReversed() })
          }
        }),
      )
      for (const unit of ['minute', 'day'] as const) {
        const { totals } = await read(unit, 10, true)
        expect(totals.map(({ sum, users }) => ({ sum, users }))).toEqual(
          ['x', 'y', 'z'].map(() => ({ sum: 120, users: 120 })),
        )
      }
    })

    it('count each user once, under a name and under each of its labels', async () => {
      await add(delta({ label: 'a', users: usersOf(30) }), delta({ label: 'b', users: usersOf(30, 20) }))
      await add(delta({ label: 'a', users: usersOf(10) }), delta({ name: 'y', users: usersOf(2) }))
      for (const [unit, last] of [
        ['minute', 5],
        ['day', 2],
      ] as const) {
        const { totals, users } = await read(unit, last, true)
        expect(new Map(users)).toEqual(
          new Map([
            ['x', 50],
            ['y', 2],
          ]),
        )
        expect(new Set(totals.map((total) => `${total.name} ${total.label} ${total.users}`))).toEqual(
          new Set(['x a 30', 'x b 30', 'y  2']),
        )
      }
    })

    it('count the users of minutes exactly, and estimate those of days', async () => {
      await add(delta({ users: usersOf(3000) }))
      expect((await read('minute', 5, true)).users.get('x')).toBe(3000)
      const estimate = (await read('day', 2, true)).users.get('x') ?? 0
      expect(Math.abs(estimate - 3000) / 3000).toBeLessThan(0.07)
    })

    it('count a user when they were there last, and in each day', async () => {
      await add(delta({ age: 20 * minute, users: usersOf(5) }), delta({ age: 3 * day, users: usersOf(9) }))
      await add(delta({ users: usersOf(2, 3) }))
      // An older batch of another server must not hide the newer one.
      await counters.add({
        writer: 'b',
        number: 1,
        deltas: [delta({ age: 20 * minute, users: usersOf(2, 3) })],
      })
      expect((await read('minute', 5, true)).users.get('x')).toBe(2)
      expect((await read('minute', 60, true)).users.get('x')).toBe(5)
      expect((await read('day', 2, true)).users.get('x')).toBe(5)
      expect((await read('day', 5, true)).users.get('x')).toBe(9)
    })

    it('know who marked something first, however often they ask', async () => {
      const others = countersOf(other)
      const answers = await Promise.all(
        Array.from({ length: 10 }, (_, index) => (index % 2 ? counters : others).first('alert', `${index}`)),
      )
      expect(answers.filter(Boolean)).toHaveLength(1)
      const first = answers.indexOf(true)
      expect(await counters.first('alert', `${first}`)).toBe(true)
      expect(await others.first('alert', `${first + 1}`)).toBe(false)
      expect(await others.first('other alert', 'b')).toBe(true)
    })

    it('are pruned after a day of minutes and a year of days', async () => {
      const old = [25 * 60 * minute, 368 * day].map((age) => delta({ name: 'old', age, users: usersOf(3) }))
      const kept = [23 * 60 * minute, 364 * day].map((age) => delta({ name: 'kept', age, users: usersOf(3) }))
      await add(...old, ...kept)
      await store.prune({})
      const minutes = await read('minute', 1440, true)
      expect(minutes.totals).toMatchObject([{ name: 'kept', sum: 1, users: 3 }])
      const days = await read('day', 366, true)
      expect(sumOf(days)).toBe(3)
      const tables = ['counts', 'count_users', 'count_sketches'] as const
      expect(await Promise.all(tables.map(subject.countRows))).toEqual([4, 3, 3])
    })

    it('stay when the store is opened again', async () => {
      await add(delta({ users: usersOf(3) }))
      const again = await subject.openAgain()
      const report = await countersOf(again).read({ group: 'events', unit: 'day', last: 2, users: true })
      expect(report.totals).toMatchObject([{ sum: 1, users: 3 }])
      await again.close()
    })
  })
}
