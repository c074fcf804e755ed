import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { EventLogOptions, OpenEventLog } from '../../../src/client/event-log-types.ts'
import { StagedChannel } from './staged-channel.ts'

let channel: StagedChannel
let log: OpenEventLog

beforeEach(() => {
  vi.useFakeTimers()
  channel = new StagedChannel()
})

afterEach(() => {
  channel.registry.dispose()
  vi.useRealTimers()
})

async function open(options: Partial<EventLogOptions> = {}): Promise<void> {
  log = channel.registry.open({ channel: 'logs', ...options })
  channel.up()
  await vi.advanceTimersByTimeAsync(50)
}

const seqs = (): (number | null)[] => log.slice().map((entry) => entry.seq)
const range = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, row) => from + row)
const down = (): Response => new Response('down', { status: 503 })

test('what may be missing at the end is cleared by asking again, whether something was or not', async () => {
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

test('a history that failed at the start is read when asked for again, also after live events came', async () => {
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

test('one who asks again does not wait for the next attempt', async () => {
  channel.publishMany(3)
  channel.onRequest = down
  await open()
  await vi.advanceTimersByTimeAsync(8000)
  channel.onRequest = () => {}
  const retried = log.retry()
  await vi.advanceTimersByTimeAsync(10)
  await retried
  expect(seqs()).toEqual([1, 2, 3])
})

test('an app whose own history answers newest first is read in order all the same', async () => {
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

test('a page of older entries that no longer joins on to what is held is asked for again', async () => {
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

test('a capacity smaller than a page, a batch and the preload holds the newest', async () => {
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

test('what was cleared while a hole was being fetched stays cleared, and the hole is filled behind it', async () => {
  await open()
  channel.publish('line 1')
  channel.publish('line 2', { lost: true })
  channel.publish('line 3')
  channel.onRequest = () => log.clear()
  await vi.advanceTimersByTimeAsync(2000)
  channel.publish('line 4')
  expect(seqs()).toEqual([2, 3, 4])
})

test('a paused reader keeps what they see while the log goes on, is trimmed and loads older entries', async () => {
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
