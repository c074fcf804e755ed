import { createEventLog } from 'react-pusher-kit/client'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

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
