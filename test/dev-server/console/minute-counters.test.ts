import { beforeEach, describe, expect, it } from 'vitest'
import { MinuteCounters } from '../../../src/dev-server/console/minute-counters.ts'

const start = Date.UTC(2026, 0, 31, 9, 30)
let now: number
let counters: MinuteCounters

beforeEach(() => {
  now = start
  counters = new MinuteCounters(() => now)
})

describe('the counters of the last minutes', () => {
  it('count events, connections and errors, each minute of its own', () => {
    counters.count({ kind: 'publish', event: 'a' })
    counters.count({ kind: 'client', event: 'client-a' })
    counters.count({ kind: 'connection', event: 'connected' })
    counters.count({ kind: 'connection', event: 'disconnected' })
    now += 61_000
    counters.count({ kind: 'refusal', event: 'subscription refused' })
    counters.count({ kind: 'webhook', event: 'failed' })
    counters.count({ kind: 'webhook', event: 'delivered' })
    counters.count({ kind: 'subscription', event: 'subscribed' })
    expect(counters.read().slice(-2)).toEqual([
      { at: start, events: 2, connections: 1, errors: 0 },
      { at: start + 60_000, events: 0, connections: 0, errors: 2 },
    ])
  })

  it('are 60, the present one last, whatever was counted', () => {
    counters.count({ kind: 'publish', event: 'a' })
    for (const minutes of [0, 3, 59, 60, 1000]) {
      now = start + minutes * 60_000
      const read = counters.read()
      expect(read).toHaveLength(60)
      expect(read.at(-1)?.at).toBe(now)
      expect(read.reduce((sum, { events }) => sum + events, 0)).toBe(minutes < 60 ? 1 : 0)
    }
  })

  it('count on when the clock was set back', () => {
    counters.count({ kind: 'publish', event: 'a' })
    now -= 3_600_000
    counters.count({ kind: 'publish', event: 'a' })
    expect(counters.read().at(-1)).toMatchObject({ at: now, events: 1 })
  })
})
