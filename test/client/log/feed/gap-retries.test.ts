import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { EventLogOptions } from '../../../../src/client/log/event-log-types.ts'
import { channel, down, log, open, seqs, stageLogs } from './staged-log.ts'

stageLogs()
beforeEach(() => {
  // Pauses are as long as they are on average.
  vi.spyOn(Math, 'random').mockReturnValue(0.5)
})
afterEach(() => {
  vi.restoreAllMocks()
})

const places = () => log.getSnapshot().gaps.map(({ after, before }) => [after, before])

/** Numbers 2 to `last - 1` are missing, because the history failed. */
async function openWithGap(last: number, options: Partial<EventLogOptions> = {}): Promise<void> {
  await open(options)
  channel.publish('line 1')
  channel.onRequest = down
  channel.publishMany(last - 2, { lost: true })
  channel.publish(`line ${last}`)
  await vi.advanceTimersByTimeAsync(8000)
  expect(places()).toEqual([[1, last]])
  channel.requests.length = 0
}

/** Requests wait until the returned function is called. */
function holdRequests(): () => void {
  let release = () => {}
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  channel.onRequest = () => held
  return () => {
    channel.onRequest = () => {}
    release()
  }
}

describe('a gap that a failure left', () => {
  it('is filled page by page', async () => {
    await openWithGap(9)
    channel.pageLimit = 3
    channel.onRequest = () => {}
    await vi.advanceTimersByTimeAsync(31_000)
    expect(seqs()).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9])
    expect(log.getSnapshot()).toMatchObject({ status: 'live', gaps: [] })
  })

  it('takes from a page only what lies in it', async () => {
    await openWithGap(5)
    const numbers = { epoch: 'e1', first_seq: 1, last_seq: 5, next_cursor: 5, has_more: false }
    channel.onRequest = () =>
      Response.json({
        ...numbers,
        events: channel.stored,
      })
    await vi.advanceTimersByTimeAsync(31_000)
    expect(seqs()).toEqual([1, 2, 3, 4, 5])
    expect(places()).toEqual([])
  })

  it('is filled by a history that has no epochs', async () => {
    channel.epoch = ''
    await open()
    channel.send('log', { text: 'line 1' }, { seq: 1 })
    channel.publish('line 1', { lost: true })
    channel.onRequest = down
    channel.publish('line 2', { lost: true })
    channel.send('log', { text: 'line 3' }, { seq: 3 })
    await vi.advanceTimersByTimeAsync(8000)
    expect(places()).toEqual([[1, 3]])
    channel.onRequest = () => {}
    await vi.advanceTimersByTimeAsync(31_000)
    expect(seqs()).toEqual([1, 2, 3])
  })

  it('does not show as healing while the log has it tried again by itself', async () => {
    await openWithGap(3)
    const answer = holdRequests()
    await vi.advanceTimersByTimeAsync(5000)
    expect(channel.requests).toHaveLength(1)
    expect(log.getSnapshot().status).toBe('gapped')
    answer()
    await vi.advanceTimersByTimeAsync(0)
    expect(seqs()).toEqual([1, 2, 3])
  })

  it('shows as healing while a reader has it tried again', async () => {
    await openWithGap(3)
    // What the log tries by itself has had its answer.
    await vi.advanceTimersByTimeAsync(5000)
    const answer = holdRequests()
    const retried = log.retry(log.getSnapshot().gaps[0])
    await vi.waitFor(() => expect(log.getSnapshot().status).toBe('healing'))
    answer()
    await retried
    expect(log.getSnapshot().status).toBe('live')
  })

  it('is tried again with pauses of 30 s at most', async () => {
    await openWithGap(3)
    await vi.advanceTimersByTimeAsync(120_000)
    const times: number[] = []
    channel.onRequest = (url) => {
      if (url.searchParams.has('before')) times.push(performance.now())
      return down()
    }
    await vi.advanceTimersByTimeAsync(200_000)
    const pauses = times.slice(1).map((time, index) => time - (times[index] as number))
    // Each try has four requests within a few seconds.
    const longest = Math.max(...pauses)
    expect(longest).toBeGreaterThanOrEqual(30_000)
    expect(longest).toBeLessThan(31_000)
  })

  it('is asked for behind another one that was filled, and not behind one that fails again', async () => {
    await open()
    channel.publish('line 1')
    channel.onRequest = down
    for (const lost of [true, false, true, false]) channel.publish('line', { lost })
    await vi.advanceTimersByTimeAsync(8000)
    expect(seqs()).toEqual([1, 3, 5])
    expect(places()).toEqual([
      [1, 3],
      [3, 5],
    ])
    const asked: (string | null)[] = []
    channel.onRequest = (url) => {
      if (url.searchParams.has('before')) asked.push(url.searchParams.get('after'))
      return down()
    }
    await vi.advanceTimersByTimeAsync(70_000)
    expect(asked.length).toBeGreaterThan(3)
    expect(new Set(asked)).toEqual(new Set(['1']))
    asked.length = 0
    channel.onRequest = (url) => {
      if (url.searchParams.has('before')) asked.push(url.searchParams.get('after'))
    }
    await vi.advanceTimersByTimeAsync(35_000)
    expect(asked).toEqual(['1', '3'])
    expect(seqs()).toEqual([1, 2, 3, 4, 5])
  })

  it('is tried again alone when a reader asks for it', async () => {
    await open()
    channel.publish('line 1')
    channel.onRequest = down
    for (const lost of [true, false, true, false]) channel.publish('line', { lost })
    await vi.advanceTimersByTimeAsync(8000)
    channel.onRequest = () => {}
    await log.retry(log.getSnapshot().gaps[1])
    expect([seqs(), places()]).toEqual([[1, 3, 4, 5], [[1, 3]]])
  })

  it('is not tried again once nobody reads the log', async () => {
    await openWithGap(3)
    log.release()
    await vi.advanceTimersByTimeAsync(1001)
    expect(vi.getTimerCount()).toBe(0)
    channel.requests.length = 0
    await vi.advanceTimersByTimeAsync(120_000)
    expect(channel.requests).toEqual([])
  })
})

it('gaps that nothing can fill are not asked for', async () => {
  await open()
  channel.send('log', { text: 'one' })
  channel.down()
  channel.up()
  await vi.advanceTimersByTimeAsync(1000)
  expect(log.getSnapshot().gaps).toMatchObject([{ after: null, before: null, canRetry: false }])
  channel.requests.length = 0
  void log.retry()
  await vi.advanceTimersByTimeAsync(1000)
  expect(channel.requests).toEqual([])
})

it('a gap goes with the last entry before it, and not sooner', async () => {
  await open({ capacity: 4 })
  channel.publish('line 1')
  channel.publish('line 2', { lost: true })
  channel.pruned.add(2)
  channel.publish('line 3')
  channel.publish('line 4', { lost: true })
  channel.pruned.add(4)
  channel.publish('line 5')
  await vi.advanceTimersByTimeAsync(2000)
  const [first, second] = [
    [1, 3],
    [3, 5],
  ]
  channel.publish('line 6')
  expect([seqs(), places()]).toEqual([
    [1, 3, 5, 6],
    [first, second],
  ])
  const { gaps } = log.getSnapshot()
  channel.publish('line 7')
  expect([seqs(), places()]).toEqual([
    [3, 5, 6, 7],
    [first, second],
  ])
  expect(log.getSnapshot().gaps).toBe(gaps)
  channel.publish('line 8')
  expect([seqs(), places()]).toEqual([[5, 6, 7, 8], [second]])
  channel.publish('line 9')
  expect([seqs(), places()]).toEqual([[6, 7, 8, 9], []])
  expect(log.getSnapshot().status).toBe('live')
})
