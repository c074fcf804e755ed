import { createEventLog } from 'react-pusher-kit/client'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const entryOf = (seq: number) => ({ seq, event: 'log', data: { text: `line ${seq}` }, timestamp: seq })

it('an error that one listener throws stops no other listener, and is uncaught', () => {
  const log = createEventLog()
  const other = vi.fn<() => void>()
  const failure = new Error('a listener of the app')
  log.subscribe(() => {
    throw failure
  })
  log.subscribe(other)
  log.append({ seq: null, event: 'log', data: null, timestamp: 0 })
  expect(() => vi.advanceTimersByTime(1000)).toThrow(failure)
  expect(other).toHaveBeenCalledTimes(1)
})

describe('the snapshot of a log', () => {
  it('is current without a listener, and the same object until the log changes', () => {
    const log = createEventLog()
    log.append(entryOf(1))
    const [snapshot, view] = [log.getSnapshot(), log.getView()]
    expect(snapshot.size).toBe(1)
    expect([log.getSnapshot(), log.getView()]).toEqual([snapshot, view])
    expect(log.getSnapshot()).toBe(snapshot)
    expect(log.getView()).toBe(view)
    log.append(entryOf(2))
    expect(log.getSnapshot().size).toBe(2)
    expect(log.getView().size).toBe(2)
  })

  it('with a listener changes when the listener is called', () => {
    const log = createEventLog()
    log.append(entryOf(1))
    const sizes: number[] = []
    log.subscribe(() => sizes.push(log.getSnapshot().size, log.getView().size))
    log.append(entryOf(2), entryOf(3))
    expect([log.getSnapshot().size, log.getView().size]).toEqual([1, 1])
    vi.advanceTimersByTime(1000)
    expect(sizes).toEqual([3, 3])
  })

  it('has a rate that falls while nothing else changes', () => {
    const log = createEventLog()
    log.append(entryOf(1), entryOf(2))
    expect(log.getSnapshot().rate).toBeGreaterThan(0)
    vi.advanceTimersByTime(5000)
    expect(log.getSnapshot().rate).toBe(0)
  })
})

it('a paused log is paused when it gets a listener, and after its last listener left', () => {
  const log = createEventLog()
  log.append(entryOf(1))
  log.pause()
  log.append(entryOf(2))
  const stop = log.subscribe(() => {})
  expect(log.getSnapshot()).toMatchObject({ paused: true, size: 1 })
  stop()
  log.append(entryOf(3))
  expect(log.getSnapshot()).toMatchObject({ paused: true, size: 1, pending: 2 })
})

it('a cleared entry has no index, from either end', () => {
  const log = createEventLog()
  log.append(entryOf(1), entryOf(2))
  log.clear()
  log.append(entryOf(3))
  expect([0, 1, -1, -2].map((index) => log.at(index)?.seq)).toEqual([3, undefined, 3, undefined])
})
