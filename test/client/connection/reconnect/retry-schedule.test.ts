import { describe, expect, it } from 'vitest'
import {
  createRetrySchedule,
  type RetrySchedule,
} from '../../../../src/client/connection/reconnect/retry-schedule.ts'
import { seededRandom } from '../../../chaos/seeded-random.ts'

const clients = 10_000

/** When each client of many tries, in an outage of `duration` ms that begins for all of them at 0. */
function triesOf(begin: (schedule: RetrySchedule) => number, duration: number, seed = 7): Float64Array {
  const random = seededRandom(seed)
  const tries: number[] = []
  for (let client = 0; client < clients; client += 1) {
    const schedule = createRetrySchedule(random)
    for (let at = begin(schedule); at < duration; at += schedule.next(at)) tries.push(at)
  }
  return Float64Array.from(tries).toSorted()
}

/** The most tries within any 100 ms, as a share of the clients. */
function largestShare(tries: Float64Array): number {
  let most = 0
  let from = 0
  for (let to = 0; to < tries.length; to += 1) {
    while ((tries[to] as number) - (tries[from] as number) > 100) from += 1
    most = Math.max(most, to - from + 1)
  }
  return most / clients
}

describe(`${clients} clients that lose their connections in the same instant`, () => {
  it('at most 15 % of them try within any 100 ms, for two minutes', () => {
    const tries = triesOf((schedule) => schedule.first(0), 120_000)
    expect(tries.length).toBeGreaterThan(clients * 20)
    expect(largestShare(tries)).toBeLessThanOrEqual(0.15)
  })

  it('and where their first attempts fail in the same instant as well', () => {
    const tries = triesOf((schedule) => schedule.next(0), 120_000)
    expect(largestShare(tries)).toBeLessThanOrEqual(0.15)
  })

  it('half of them are back within 2.5 s of the end of an outage of 10 s, 95 % within 5 s', () => {
    const random = seededRandom(11)
    const waits = Float64Array.from({ length: clients }, () => {
      const schedule = createRetrySchedule(random)
      let at = schedule.first(0)
      while (at < 10_000) at += schedule.next(at)
      return at - 10_000
    }).toSorted()
    expect(waits[clients / 2]).toBeLessThanOrEqual(2500)
    expect(waits[clients * 0.95]).toBeLessThanOrEqual(5000)
  })
})

describe('one client', () => {
  it.each([
    [0, [0, 1500], [4000, 6400, 12_000, 24_000, 24_000]],
    [0.999_999, [1000, 4500], [6000, 9600, 18_000, 36_000, 36_000]],
  ])('with a random number of %d', (share, [first, next], later) => {
    const schedule = createRetrySchedule(() => share)
    expect(schedule.first(5000)).toBeCloseTo(first as number, 0)
    expect(schedule.next(6000)).toBeCloseTo(next as number, 0)
    expect(schedule.next(64_999)).toBeCloseTo(next as number, 0)
    for (const delay of later) expect(Math.abs(schedule.next(65_000) - delay)).toBeLessThan(1)
    schedule.reset()
    expect(schedule.next(200_000)).toBeCloseTo(next as number, 0)
  })

  it('whose first attempt of all fails has an outage that grows old from then on, and anew after its end', () => {
    const schedule = createRetrySchedule(() => 0.5)
    expect(schedule.next(1000)).toBe(3000)
    expect(schedule.next(60_999)).toBe(3000)
    expect([schedule.next(61_000), schedule.next(66_000)]).toEqual([5000, 8000])
    schedule.reset()
    expect(schedule.next(100_000)).toBe(3000)
    expect([schedule.next(160_000), schedule.next(165_000)]).toEqual([5000, 8000])
  })
})
