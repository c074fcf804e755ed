import { expect, it, vi } from 'vitest'
import type { EventLogOptions } from '../../../../src/client/log/event-log-types.ts'
import { channel, down, log, open, seqs, stageLogs } from './staged-log.ts'

stageLogs()

const range = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, row) => from + row)

it('what may be missing at the end is cleared by asking again, whether something was or not', async () => {
  await open()
  channel.publish('line 1')
  channel.onRequest = down
  channel.down()
  channel.up()
  await vi.advanceTimersByTimeAsync(8000)
  expect(log.getSnapshot().gaps).toMatchObject([{ after: 1, before: null, failed: true }])
  channel.onRequest = () => {}
  await vi.advanceTimersByTimeAsync(31_000)
  expect(log.getSnapshot()).toMatchObject({ status: 'live', gaps: [] })

  channel.onRequest = down
  channel.down()
  channel.publishMany(2)
  channel.up()
  await vi.advanceTimersByTimeAsync(8000)
  expect(log.getSnapshot().gaps).toMatchObject([{ after: 1, before: null }])
  channel.onRequest = () => {}
  await vi.advanceTimersByTimeAsync(31_000)
  expect(seqs()).toEqual([1, 2, 3])
  expect(log.getSnapshot()).toMatchObject({ status: 'live', gaps: [] })
})

it('a history that failed at the start is read when asked for again, also after live events came', async () => {
  channel.publishMany(3)
  channel.onRequest = down
  await open()
  channel.publish('live')
  await vi.advanceTimersByTimeAsync(90_000)
  expect(seqs()).toEqual([4])
  channel.onRequest = () => {}
  await log.retry()
  expect(seqs()).toEqual([1, 2, 3, 4])
  expect(log.getSnapshot()).toMatchObject({ status: 'live', error: null })
})

it('an app whose own history answers newest first is read in order all the same', async () => {
  channel.publishMany(5)
  const history: EventLogOptions['history'] = ({ after = 0, before = Infinity }) => {
    const events = channel.stored.filter(({ seq }) => seq > after && seq < before).toReversed()
    return Promise.resolve({
      events: [...events, ...events.slice(0, 1)],
      epoch: 'e1',
      first_seq: 1,
      last_seq: channel.stored.length,
      next_cursor: null,
      has_more: false,
    })
  }
  await open({ history })
  channel.down()
  channel.publishMany(3)
  channel.up()
  await vi.advanceTimersByTimeAsync(1000)
  expect(seqs()).toEqual(range(1, 8))
})

it.each([[[3, 2, 1]], [[1, 2, 2, 3]], [[2, 1, 3]]])(
  "an app's own page with the numbers %j is read in order, each number once",
  async (order) => {
    channel.publishMany(3)
    const events = order.map((seq) => channel.stored[seq - 1] as (typeof channel.stored)[number])
    const numbers = { epoch: 'e1', first_seq: 1, last_seq: 3, next_cursor: null, has_more: false }
    await open({ history: () => Promise.resolve({ ...numbers, events }) })
    expect(seqs()).toEqual([1, 2, 3])
  },
)

it.each([
  [403, 1],
  [429, 4],
  [503, 4],
])('after a loss a history that answers %d is asked %d times', async (status, times) => {
  // Pauses are as long as they are on average.
  vi.spyOn(Math, 'random').mockReturnValue(0.5)
  await open()
  channel.publish('line 1')
  channel.requests.length = 0
  channel.onRequest = () => new Response('no', { status })
  channel.down()
  channel.up()
  await vi.advanceTimersByTimeAsync(3500)
  vi.restoreAllMocks()
  expect(channel.requests).toHaveLength(times)
})

it('a page of older entries that no longer joins on to what is held is asked for again', async () => {
  channel.publishMany(6000)
  await open({ capacity: 2000, preload: 1000 })
  const before = log.getSnapshot().size
  channel.onRequest = () => {
    channel.onRequest = () => {}
    // Meanwhile the log fills up, and lets the oldest go.
    channel.publishMany(3500)
  }
  await log.loadOlder()
  const [first] = seqs()
  expect(before).toBe(1000)
  expect(seqs()).toEqual(range(Number(first), 9500))
})

it('a capacity smaller than a page, a batch and the preload holds the newest', async () => {
  channel.publishMany(3000)
  await open({ capacity: 7, preload: 500 })
  expect(seqs()).toEqual(range(2994, 3000))
  channel.publishMany(40)
  expect(seqs()).toEqual(range(3034, 3040))
  channel.down()
  channel.publishMany(30)
  channel.up()
  await vi.advanceTimersByTimeAsync(1000)
  expect(seqs()).toEqual(range(3064, 3070))
})

it('what was cleared while a hole was being fetched stays cleared, and the hole is filled behind it', async () => {
  await open()
  channel.publish('line 1')
  channel.publish('line 2', { lost: true })
  channel.publish('line 3')
  channel.onRequest = () => log.clear()
  await vi.advanceTimersByTimeAsync(2000)
  channel.publish('line 4')
  expect(seqs()).toEqual([2, 3, 4])
})

it('a paused reader keeps what they see while the log goes on, is trimmed and loads older entries', async () => {
  channel.publishMany(3000)
  await open({ capacity: 1000, preload: 1000 })
  log.pause()
  channel.publishMany(500)
  expect(seqs()).toEqual(range(2001, 3000))
  await log.loadOlder()
  expect(log.at(-1)?.seq).toBe(3000)
  channel.publishMany(1200)
  expect(log.at(-1)?.seq).toBe(3000)
  log.resume()
  log.releaseOlder()
  expect(seqs()).toEqual(range(3701, 4700))
})

it('a hole before the first line after a clear is filled in sight, for one who has paused too', async () => {
  await open()
  channel.publish('line 1')
  log.clear()
  channel.onRequest = down
  channel.publishMany(3, { lost: true })
  channel.publish('line 5')
  await vi.advanceTimersByTimeAsync(8000)
  const paused = channel.registry.open({ channel: 'logs' })
  paused.pause()
  expect(seqs()).toEqual([5])
  channel.onRequest = () => {}
  const retried = log.retry()
  await vi.advanceTimersByTimeAsync(40_000)
  await retried
  channel.publish('line 6')
  expect(seqs()).toEqual([2, 3, 4, 5, 6])
  expect(paused.slice().map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5])
})

it('a hole that is filled in a log cleared while it was empty is in sight', async () => {
  await open({ event: 'rare' })
  log.clear()
  channel.publish('line 1')
  channel.onRequest = down
  channel.publish('rare 2', { lost: true, event: 'rare' })
  channel.publish('line 3')
  await vi.advanceTimersByTimeAsync(8000)
  channel.onRequest = () => {}
  await vi.advanceTimersByTimeAsync(40_000)
  expect(seqs()).toEqual([2])
})

it('a view keeps its lines when a hole between them is filled', async () => {
  await open()
  channel.publish('line 1')
  channel.onRequest = down
  channel.publishMany(3, { lost: true })
  channel.publish('line 5')
  await vi.advanceTimersByTimeAsync(8000)
  const view = log.getView()
  expect(log.getView()).toBe(view)
  channel.onRequest = () => {}
  await vi.advanceTimersByTimeAsync(40_000)
  channel.publish('line 6')
  expect(view.slice().map(({ seq }) => seq)).toEqual([1, 5])
  expect(view.at(0)?.seq).toBe(1)
  expect(log.line(view.first)?.seq).toBe(1)
  expect(
    log
      .getView()
      .slice(1, -1)
      .map(({ seq }) => seq),
  ).toEqual([2, 3, 4, 5])
})

it('a narrower search finds what older pages brought after the wider one', async () => {
  for (let seq = 1; seq <= 2000; seq += 1)
    channel.publish(seq % 200 === 7 ? `job ${seq} failed` : `job ${seq}`)
  await open({ preload: 1000 })
  const wider = log.query({ text: 'job' })
  expect(wider.getSnapshot().done).toBe(true)
  wider.dispose()
  await log.loadOlder()
  const narrower = log.query({ text: 'job', levels: ['info'] })
  const narrowest = log.query({ text: 'job 1' })
  await vi.advanceTimersByTimeAsync(100)
  expect(narrower.size).toBe(2000)
  expect(narrowest.size).toBe(channel.stored.filter(({ seq }) => String(seq).startsWith('1')).length)
})
