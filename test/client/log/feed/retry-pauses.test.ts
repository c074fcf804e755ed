import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { channel, down, log, open, openAsIs, seqs, stageLogs } from './staged-log.ts'

stageLogs()
beforeEach(() => {
  // Pauses are as long as they are on average: 0.4, 0.8 and 1.6 s between the four requests of an attempt.
  vi.spyOn(Math, 'random').mockReturnValue(0.5)
})
afterEach(() => {
  vi.restoreAllMocks()
})

/** Moves the clock to the moment at which something holds, two minutes at most. */
async function advanceUntil(holds: () => boolean): Promise<void> {
  for (let ms = 0; ms < 120_000 && !holds(); ms += 10) await vi.advanceTimersByTimeAsync(10)
  expect(holds()).toBe(true)
}

/** Moves the clock until so many requests have failed: the log pauses. */
async function pauseAfter(failures: number): Promise<void> {
  const { length } = channel.requests
  await advanceUntil(() => channel.requests.length === length + failures)
}

/** The history answers again, and a reader asks again. The clock moves by less than a pause. */
async function askAgain(): Promise<void> {
  channel.onRequest = () => {}
  const { length } = channel.requests
  const retried = log.retry()
  await vi.advanceTimersByTimeAsync(20)
  await retried
  expect(channel.requests.length).toBeGreaterThan(length)
}

describe('one who asks again does not wait for the pause', () => {
  it.each([1, 2, 3, 4])('after the failed request %i for the first page', async (failures) => {
    channel.publishMany(3)
    channel.onRequest = down
    await open()
    await pauseAfter(failures - 1)
    await askAgain()
    expect(seqs()).toEqual([1, 2, 3])
  })

  it.each([1, 2, 3])('after the failed request %i for what a lost connection missed', async (failures) => {
    await open()
    channel.publish('line 1')
    channel.down()
    channel.publishMany(2)
    channel.onRequest = down
    channel.up()
    await pauseAfter(failures)
    await askAgain()
    expect(seqs()).toEqual([1, 2, 3])
    expect(log.getSnapshot().status).toBe('live')
  })

  it('before the missed is asked for, which many clients do not do at the same moment', async () => {
    await open()
    channel.publish('line 1')
    channel.down()
    channel.publish('line 2')
    channel.up()
    await askAgain()
    expect(seqs()).toEqual([1, 2])
  })

  it.each([1, 2, 3])(
    'after the failed request %i of an automatic attempt to fill a gap',
    async (failures) => {
      await open()
      channel.publish('line 1')
      channel.onRequest = down
      channel.publish('line 2', { lost: true })
      channel.publish('line 3')
      await advanceUntil(() => log.getSnapshot().gaps.length === 1)
      await pauseAfter(failures)
      await askAgain()
      expect(seqs()).toEqual([1, 2, 3])
    },
  )

  it.each([1, 4, 12])('after the failed request %i for older entries of the start', async (failures) => {
    channel.publishMany(2000)
    channel.onRequest = (url) => (Number(url.searchParams.get('before')) > 2000 ? undefined : down())
    await open({ preload: 2000 })
    await pauseAfter(failures - 1)
    await askAgain()
    await vi.advanceTimersByTimeAsync(0)
    expect(seqs()).toHaveLength(2000)
  })

  it('after a failed request for older entries that a reader asked for', async () => {
    channel.publishMany(2000)
    await open({ preload: 1000 })
    channel.onRequest = down
    const loaded = log.loadOlder()
    await vi.advanceTimersByTimeAsync(10)
    await askAgain()
    await loaded
    expect(seqs()).toHaveLength(2000)
  })
})

describe('an app that asks again at every error', () => {
  /** Calls `retry` as an effect on the error does, with a history that fails after 5 ms. @returns requests in a minute */
  async function requestsOf(begin: () => Promise<void>): Promise<number> {
    channel.onRequest = async () => {
      await new Promise((resolve) => setTimeout(resolve, 5))
      return down()
    }
    let last: Error | null = null
    log.subscribe(() => {
      const { error } = log.getSnapshot()
      if (error && error !== last) void log.retry()
      last = error
    })
    await begin()
    channel.requests.length = 0
    await vi.advanceTimersByTimeAsync(60_000)
    return channel.requests.length
  }

  it('has pauses between requests for the first page', async () => {
    openAsIs()
    const requests = await requestsOf(async () => channel.up())
    expect(requests).toBeGreaterThan(10)
    expect(requests).toBeLessThan(90)
  })

  it('has pauses between requests for what is missing', async () => {
    await open()
    channel.publish('line 1')
    const requests = await requestsOf(async () => {
      channel.publish('line 2', { lost: true })
      channel.publish('line 3')
    })
    expect(requests).toBeGreaterThan(10)
    expect(requests).toBeLessThan(120)
  })
})
