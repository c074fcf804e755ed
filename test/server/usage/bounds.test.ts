import { describe, expect, it, vi } from 'vitest'
import { BatchMaker, PendingCounts } from '../../../src/server/usage/pending-counts.ts'
import type { Period } from '../../../src/server/usage/pending-counts.ts'
import { boundedCollections, statedBounds } from '../../bounds-page.ts'
import { demoServer } from '../demo-server.ts'
import { memoryStore } from 'react-pusher-kit/server'
import { countersInMemory } from './counters-in-memory.ts'

function takeAll(pending: PendingCounts): Period[] {
  const periods: Period[] = []
  for (let period = pending.take(Infinity); period; period = pending.take(Infinity)) periods.push(period)
  return periods
}

const sumOf = (periods: Period[]) =>
  periods.flatMap((period) => [...period.counters()]).reduce((all, { sum }) => all + sum, 0)

function serverWithCounters() {
  const memory = countersInMemory()
  const { server } = demoServer({ store: { ...memoryStore(), counters: memory.store } })
  return { ...memory, server }
}

/** What is held after more than `bound` were brought. */
const attempts: Record<string, (bound: number) => Promise<number> | number> = {
  'names and labels that wait'(bound) {
    const pending = new PendingCounts()
    for (let i = 0; i <= bound + 10; i++) {
      pending.count({ group: 'events', name: `${i % 100}`, label: `${i}`, sum: 1 })
    }
    const [period] = takeAll(pending)
    const counters = [...(period?.counters() ?? [])]
    expect(counters.find(({ name }) => name === 'other')?.sum).toBe(11)
    return counters.length - 1
  },

  'periods of counts that wait'(bound) {
    vi.useFakeTimers()
    const pending = new PendingCounts()
    for (let i = 0; i < 5 * bound; i++) {
      pending.count({ group: 'events', name: 'x', sum: 1 })
      vi.advanceTimersByTime(60_000)
    }
    vi.useRealTimers()
    const periods = takeAll(pending)
    expect(sumOf(periods)).toBe(5 * bound)
    expect(periods.length).toBeLessThanOrEqual(bound)
    const few = new PendingCounts()
    vi.useFakeTimers()
    for (let i = 0; i < bound; i++) {
      few.count({ group: 'events', name: 'x', sum: 1 })
      vi.advanceTimersByTime(60_000)
    }
    vi.useRealTimers()
    return takeAll(few).length
  },

  'users of counts that wait'(bound) {
    const pending = new PendingCounts()
    for (let i = 0; i <= bound; i++) {
      pending.count({ group: 'events', name: `${i % 3}`, sum: 1, user: `user-${i}` })
    }
    const periods = takeAll(pending)
    expect(sumOf(periods)).toBe(bound + 1)
    // There is room again.
    pending.count({ group: 'events', name: 'x', sum: 1, user: 'user' })
    expect([...(takeAll(pending)[0]?.counters() ?? [])][0]?.users.size).toBe(1)
    return periods.flatMap((period) => [...period.counters()]).reduce((all, { users }) => all + users.size, 0)
  },

  'hashes of users'(bound) {
    const maker = new BatchMaker()
    const make = (count: number) => {
      const pending = new PendingCounts()
      for (let i = 0; i < count; i++) {
        pending.count({ group: 'events', name: 'x', sum: 1, user: `user-${i}` })
      }
      for (const period of takeAll(pending)) maker.batchesOf(period, (counter) => counter)
      return maker.size
    }
    const held = make(bound)
    expect(make(bound + 1)).toBeLessThan(bound)
    return held
  },

  async 'undeclared events in the counters of a day'(bound) {
    const { server, report } = serverWithCounters()
    for (let i = 0; i < bound - 10; i++) server.track('x', `first-${i}`, null)
    await server.close()
    // Another process, and one after a restart, know what is stored.
    for (let i = 0; i < 50; i++) server.track('x', `second-${i}`, null)
    server.track('x', 'notification', null)
    await server.close()
    const names = report('events').totals.map(({ name }) => name)
    expect(names).toContain('notification')
    expect(names).toContain('other')
    return names.length - 2
  },

  async 'values of metadata in the counters of a day'(bound) {
    const { server, report } = serverWithCounters()
    for (let i = 0; i < bound + 20; i++) server.track('x', 'notification', null, { value: i, kind: 'a' })
    await server.close()
    const { totals } = report('metadata')
    expect(totals.find(({ name }) => name === 'other')?.sum).toBe(21)
    expect(totals.find(({ label }) => label === '["kind","a"]')?.sum).toBe(bound + 20)
    return totals.length - 1
  },
}

describe('the counters that a server keeps for a store', () => {
  const bounds = statedBounds('counters')

  it('are in the table', () => {
    expect(boundedCollections('counters')).toEqual(Object.keys(attempts))
  })

  it.each(Object.entries(attempts))(
    'end where the table says: %s',
    { timeout: 60_000 },
    async (name, attempt) => {
      const bound = Number(/^[\d ]+/.exec(bounds[name] ?? '')?.[0].replaceAll(' ', ''))
      expect(bound).toBeGreaterThan(0)
      expect(await attempt(bound)).toBe(bound)
    },
  )
})
