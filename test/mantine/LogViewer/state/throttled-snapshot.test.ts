import { createEventLog } from 'react-pusher-kit'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { PaintGate } from '../../../../src/mantine/LogViewer/state/paint-gate.ts'
import { ThrottledSnapshot } from '../../../../src/mantine/LogViewer/state/throttled-snapshot.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

function watched() {
  const log = createEventLog()
  const calm = new ThrottledSnapshot(log, new PaintGate())
  const sizes: number[] = []
  const stop = calm.subscribe(() => sizes.push(calm.getSnapshot().size))
  const append = (count: number): void => {
    for (let line = 0; line < count; line += 1) {
      log.append({ seq: null, event: 'log', data: { text: 'x' }, timestamp: 0 })
    }
  }
  return { log, calm, sizes, stop, append }
}

it('emits every change immediately at a low rate', () => {
  const { sizes, append } = watched()
  for (let second = 0; second < 3; second += 1) {
    append(1)
    vi.advanceTimersByTime(1000)
  }
  expect(sizes.filter((size, place) => size !== sizes[place - 1])).toEqual([1, 2, 3])
})

it('at a high rate updates twice a second, and ends with the final values', () => {
  const { calm, sizes, append } = watched()
  for (let step = 0; step < 20; step += 1) {
    append(100)
    vi.advanceTimersByTime(100)
  }
  expect(sizes.length).toBeLessThanOrEqual(6)
  vi.advanceTimersByTime(500)
  expect(calm.getSnapshot().size).toBe(2000)
})

it('with a line per frame updates twice a second, and ends with the final values', () => {
  const { calm, sizes, append } = watched()
  for (let frame = 0; frame < 60; frame += 1) {
    append(1)
    vi.advanceTimersByTime(16)
  }
  expect(sizes.length).toBeGreaterThan(1)
  expect(sizes.length).toBeLessThanOrEqual(3)
  vi.advanceTimersByTime(700)
  expect(calm.getSnapshot().size).toBe(60)
})

it('emits a pause at a high rate with the next paint', () => {
  const { log, calm, append } = watched()
  append(1000)
  vi.advanceTimersByTime(150)
  append(1000)
  log.pause()
  vi.advanceTimersByTime(100)
  expect(calm.getSnapshot().paused).toBe(true)
})

it('does not call removed listeners, and leaves no timer', () => {
  const { sizes, stop, append } = watched()
  append(1000)
  vi.advanceTimersByTime(150)
  append(1000)
  vi.advanceTimersByTime(100)
  const reported = sizes.length
  stop()
  vi.advanceTimersByTime(2000)
  expect(sizes).toHaveLength(reported)
  expect(vi.getTimerCount()).toBe(0)
})
