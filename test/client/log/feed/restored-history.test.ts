import { expect, it } from 'vitest'
import { firstReused, type RestoredSource } from '../../../../src/client/log/feed/restored-history.ts'

/** What the log shows, and what the restored history has, by number. */
function firstOf(shown: Record<number, unknown>, stored: Record<number, unknown>): Promise<number> {
  const events = Object.entries(stored).map(([seq, data]) => ({ seq: Number(seq), event: 'log', data }))
  const logs = { entryOf: (seq: number) => (seq in shown ? { seq, data: shown[seq] } : undefined) }
  const page = {
    events,
    epoch: 'e1',
    first_seq: 1,
    last_seq: events.length,
    next_cursor: null,
    has_more: false,
  }
  const source = { channel: 'logs', logs, fetchHistory: () => Promise.resolve(page) }
  return firstReused(source as unknown as RestoredSource, events.length, new AbortController().signal)
}

it('the first number whose event is another one was given anew', async () => {
  expect(await firstOf({ 1: 'a', 2: 'b', 3: 'c' }, { 1: 'a', 2: 'B', 3: 'C' })).toBe(2)
})

it('none was where the events are those that were shown, in whatever order their keys are', async () => {
  const shown = { 1: { a: 1, b: { c: 2, d: 3 } }, 2: { x: 1, y: 2, z: 3 } }
  const stored = { 1: { b: { d: 3, c: 2 }, a: 1 }, 2: { z: 3, x: 1, y: 2 } }
  expect(await firstOf(shown, stored)).toBe(3)
})

it('an event that was not shown says nothing', async () => {
  expect(await firstOf({ 1: 'a' }, { 1: 'a', 2: 'b' })).toBe(3)
  expect(await firstOf({ 1: 'a', 3: 'c' }, { 1: 'a', 2: 'b', 3: 'C', 4: 'd' })).toBe(3)
})
