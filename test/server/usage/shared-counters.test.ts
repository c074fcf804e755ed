import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { SharedCounters } from '../../../src/server/usage/shared-counters.ts'
import { countersInMemory } from './counters-in-memory.ts'

const minute = 60_000

describe('counters that servers share', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  function start() {
    const memory = countersInMemory()
    const lines: string[] = []
    const counters = new SharedCounters(memory.store, (_, message) => lines.push(message))
    const count = (sum = 1, name = 'x', user: string | null = null) =>
      counters.count({ group: 'events', name, sum, user })
    const stored = () => memory.sumOf('events', 'x')
    return { ...memory, counters, lines, count, stored }
  }

  it('are written within a second, many counts in one call', async () => {
    const { count, stored, state, batches } = start()
    for (let i = 0; i < 1000; i++) count(1, i % 2 ? 'x' : 'y', `user-${i % 7}`)
    expect(state.calls).toBe(0)
    await vi.advanceTimersByTimeAsync(1000)
    expect(stored()).toBe(500)
    expect(state.calls).toBe(1)
    expect(batches[0]?.deltas).toHaveLength(2)
    expect(batches[0]?.deltas[0]?.users).toHaveLength(7)
    await vi.advanceTimersByTimeAsync(60_000)
    expect(state.calls).toBe(1)
  })

  it('go on being written while counts come all the time', async () => {
    const { count, stored, state } = start()
    for (let i = 0; i < 100; i++) {
      count()
      await vi.advanceTimersByTimeAsync(100)
    }
    expect(stored()).toBeGreaterThanOrEqual(90)
    expect(state.calls).toBeLessThanOrEqual(20)
  })

  it('wait while the store is away, which the log says once, and keep their time', async () => {
    const { count, stored, state, lines, batches } = start()
    state.isAway = true
    for (let passed = 0; passed < 3; passed++) {
      count()
      await vi.advanceTimersByTimeAsync(minute)
    }
    expect(lines).toEqual(['counters could not be stored, they wait in memory'])
    state.isAway = false
    await vi.advanceTimersByTimeAsync(1000)
    expect(stored()).toBe(3)
    expect(lines.slice(1)).toEqual(['counters are stored again'])
    const ages = batches.map(({ deltas }) => Math.floor((deltas[0]?.age ?? 0) / minute))
    expect(ages).toEqual([3, 2, 1])
  })

  it('lose nothing in an outage of six hours', async () => {
    const { count, stored, state, batches } = start()
    state.isAway = true
    const counts = 6 * 6
    for (let i = 0; i < counts; i++) {
      count()
      await vi.advanceTimersByTimeAsync(10 * minute)
    }
    state.isAway = false
    await vi.advanceTimersByTimeAsync(1000)
    expect(stored()).toBe(counts)
    expect(batches.length).toBeLessThanOrEqual(21)
  })

  it('count once when the answer of the store is lost', async () => {
    const { count, stored, state } = start()
    state.losesAnswers = true
    count(5)
    await vi.advanceTimersByTimeAsync(3000)
    count(2)
    await vi.advanceTimersByTimeAsync(3000)
    state.losesAnswers = false
    await vi.advanceTimersByTimeAsync(2000)
    expect(stored()).toBe(7)
  })

  it('are tried again when the store answers nothing', async () => {
    const { count, stored, state } = start()
    state.hangs = true
    count(5)
    await vi.advanceTimersByTimeAsync(11_000)
    state.hangs = false
    await vi.advanceTimersByTimeAsync(2000)
    expect(stored()).toBe(5)
  })

  it('are written for a request that ends now, also when a write is under way', async () => {
    const { counters, count, stored } = start()
    count()
    const first = counters.settled(1000)
    count()
    await Promise.all([first, counters.settled(1000)])
    expect(stored()).toBe(2)
  })

  it('hold up no request while the store answers nothing, or fails', async () => {
    const { counters, count, state } = start()
    const ended: string[] = []
    state.hangs = true
    count()
    void counters.settled(1000).then(() => ended.push('slow'))
    await vi.advanceTimersByTimeAsync(1000)
    expect(ended).toEqual(['slow'])
    await vi.advanceTimersByTimeAsync(10_000)
    void counters.settled(1000).then(() => ended.push('failing'))
    await vi.advanceTimersByTimeAsync(0)
    expect(ended).toEqual(['slow', 'failing'])
  })

  it('are written when the server closes, which takes 5 s at most', async () => {
    const { counters, count, stored, state } = start()
    count()
    await counters.close()
    expect(stored()).toBe(1)
    state.hangs = true
    count()
    let isClosed = false
    void counters.close().then(() => (isClosed = true))
    await vi.advanceTimersByTimeAsync(5000)
    expect(isClosed).toBe(true)
  })

  it('come in batches of 2 000 users', async () => {
    const { counters, count, stored, batches, report } = start()
    for (let i = 0; i < 4500; i++) count(1, 'x', `user-${i}`)
    await counters.close()
    const sizes = batches.map(({ deltas }) => deltas.reduce((sum, { users }) => sum + users.length, 0))
    expect(sizes).toEqual([2000, 2000, 500])
    expect(batches.map(({ number }) => number)).toEqual([1, 2, 3])
    expect(stored()).toBe(4500)
    expect(report('events').users.get('x')).toBe(4500)
  })

  it('call back when a group is stored, again until that works', async () => {
    const { counters, count } = start()
    const calls: string[] = []
    counters.onStored('events', async () => {
      calls.push('events')
      if (calls.length < 3) throw new Error('away')
    })
    counters.onStored('usage', async () => void calls.push('usage'))
    count()
    await vi.advanceTimersByTimeAsync(10_000)
    expect(calls).toEqual(['events', 'events', 'events'])
  })
})
