import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { TailWatch } from '../../../../src/client/log/feed/tail-watch.ts'

let watch: TailWatch
let checks: number[]
/** What a check waits for. */
let answer: Promise<void>
const now = () => Math.round(performance.now())

beforeEach(() => {
  vi.useFakeTimers()
  vi.setSystemTime(0)
  // Intervals are as long as they are on average: 30 s, or 3 s.
  vi.spyOn(Math, 'random').mockReturnValue(0.5)
  checks = []
  answer = Promise.resolve()
  const start = now()
  watch = new TailWatch(async () => {
    checks.push(now() - start)
    await answer
  })
})
afterEach(() => {
  watch.stop()
  vi.restoreAllMocks()
  vi.useRealTimers()
})

const advance = (seconds: number): Promise<unknown> => vi.advanceTimersByTimeAsync(seconds * 1000)
function setHidden(hidden: boolean): void {
  vi.spyOn(document, 'hidden', 'get').mockReturnValue(hidden)
  document.dispatchEvent(new Event('visibilitychange'))
}

/** The next check ends when the result is called. */
function holdCheck(): () => void {
  let end = () => {}
  answer = new Promise((resolve) => {
    end = resolve
  })
  return () => end()
}

describe('a quiet channel', () => {
  it('is checked every 30 s from the start on, however often it is started', async () => {
    watch.start()
    watch.start()
    await advance(95)
    expect(checks).toEqual([30_000, 60_000, 90_000])
    expect(vi.getTimerCount()).toBe(1)
  })

  it.each([
    [0, 25_500],
    [1, 34_500],
  ])('is checked a little earlier or later than others', async (random, first) => {
    vi.spyOn(Math, 'random').mockReturnValue(random)
    watch.start()
    await advance(35)
    expect(checks).toEqual([first])
  })

  it('is checked 30 s after its last event', async () => {
    watch.start()
    await advance(10)
    watch.restart()
    await advance(25)
    expect(checks).toEqual([])
    await advance(10)
    expect(checks).toEqual([40_000])
  })

  it('is checked a second early rather than with another timer', async () => {
    watch.start()
    await advance(1)
    watch.restart()
    await advance(30)
    expect(checks).toEqual([30_000])
  })

  it('is checked one at a time', async () => {
    const end = holdCheck()
    watch.start()
    await advance(100)
    expect(checks).toEqual([30_000])
    end()
    await advance(31)
    expect(checks).toEqual([30_000, 130_000])
  })

  it('is not checked before the start and after the end', async () => {
    watch.restart()
    await advance(100)
    watch.start()
    await advance(10)
    watch.stop()
    watch.restart()
    await advance(100)
    expect(checks).toEqual([])
    expect(vi.getTimerCount()).toBe(0)
  })

  it('is not checked again when it is stopped during a check', async () => {
    const end = holdCheck()
    watch.start()
    await advance(30)
    watch.stop()
    end()
    await advance(100)
    expect(checks).toHaveLength(1)
    expect(vi.getTimerCount()).toBe(0)
  })
})

describe('a channel that is polled', () => {
  it('is checked every 3 s at once, and every 30 s afterwards', async () => {
    watch.start()
    await advance(10)
    watch.setPolling(true)
    await advance(7)
    expect(checks).toEqual([13_000, 16_000])
    watch.setPolling(false)
    await advance(31)
    expect(checks).toEqual([13_000, 16_000, 47_000])
  })

  it('goes on at its pace when it is told so again', async () => {
    watch.start()
    watch.setPolling(true)
    await advance(2)
    watch.setPolling(true)
    await advance(2)
    expect(checks).toEqual([3000])
  })
})

describe('a hidden page', () => {
  it('checks nothing, and checks at once when it is shown after more than 30 s', async () => {
    watch.start()
    setHidden(true)
    await advance(100)
    expect(checks).toEqual([])
    setHidden(false)
    expect(checks).toEqual([100_000])
    await advance(31)
    expect(checks).toHaveLength(2)
  })

  it('does not check when it is shown earlier', async () => {
    watch.start()
    setHidden(true)
    await advance(20)
    watch.restart()
    await advance(30)
    setHidden(false)
    expect(checks).toEqual([])
  })

  it('does not check when it is shown after the end', async () => {
    watch.start()
    setHidden(true)
    watch.stop()
    await advance(100)
    setHidden(false)
    expect(checks).toEqual([])
  })
})
