import { expect, it, vi } from 'vitest'
import type { HistoryPage } from '../../../../src/client/log/event-log-types.ts'
import { channel, down, log, open, openAsIs, seqs, stageLogs } from './staged-log.ts'

stageLogs()

const upTo = (last: number) => Array.from({ length: last }, (_, row) => row + 1)

const failures: [string, () => Promise<Response> | Response, object][] = [
  [
    'cannot be reached',
    () => Promise.reject(new TypeError('fetch failed')),
    { code: 'history_failed', status: null },
  ],
  ['is no JSON', () => new Response('<html>'), { code: 'history_malformed', status: 200 }],
  ['is no page', () => Response.json({ events: [{ seq: 'one' }] }), { code: 'history_malformed' }],
]

it.each(failures)(
  'a history that %s is an error, and read when it is well again',
  async (_name, answer, error) => {
    channel.publishMany(2)
    channel.onRequest = answer
    await open()
    expect(log.getSnapshot()).toMatchObject({ error, size: 0 })
    expect(channel.errors[0]).toMatchObject(error)
    channel.onRequest = () => {}
    await vi.advanceTimersByTimeAsync(5000)
    expect(seqs()).toEqual([1, 2])
    expect(log.getSnapshot()).toMatchObject({ status: 'live', error: null })
  },
)

it('an app’s own history that throws is an error of the history', async () => {
  const page: HistoryPage = {
    events: [{ seq: 1, event: 'log', data: { text: 'a' }, timestamp: 'once' }],
    epoch: 'e1',
    first_seq: 1,
    last_seq: 1,
    next_cursor: 1,
    has_more: false,
  }
  const history = vi.fn((): Promise<HistoryPage> => Promise.resolve(page))
  history.mockRejectedValueOnce(new Error('no database'))
  const before = Date.now()
  await open({ history })
  expect(log.getSnapshot().error).toMatchObject({ code: 'history_failed', cause: { message: 'no database' } })
  await vi.advanceTimersByTimeAsync(5000)
  expect(seqs()).toEqual([1])
  // Its page says no legible time, so it is when it was read.
  expect(log.at(0)?.timestamp).toBeGreaterThanOrEqual(before)
})

it('the endpoint may have a query of its own, and no place for the channel', async () => {
  Object.assign(channel.core.endpoints, { history: '/api/history' })
  await open()
  expect(channel.requests[0]?.pathname).toBe('/api/history/logs/events')
  Object.assign(channel.core.endpoints, { history: '/api/history?tenant=7&of={channel}' })
  channel.down()
  channel.up()
  await vi.advanceTimersByTimeAsync(2000)
  expect(Object.fromEntries(channel.requests.at(-1)?.searchParams ?? [])).toMatchObject({
    tenant: '7',
    of: 'logs',
    limit: '1000',
  })
})

it('a history that says there is more and gives nothing is passed over, not asked for ever', async () => {
  await open()
  channel.publish('line 1')
  channel.down()
  channel.publishMany(5)
  channel.onRequest = (url) =>
    Number(url.searchParams.get('after')) < 4
      ? Response.json({ events: [], epoch: 'e1', first_seq: 1, last_seq: 6, next_cursor: 4, has_more: true })
      : undefined
  channel.up()
  await vi.advanceTimersByTimeAsync(3000)
  expect(seqs()).toEqual([1, 5, 6])
  expect(log.getSnapshot().gaps).toMatchObject([{ after: 1, before: 5 }])
})

it('a gap of which the history has a part keeps the marker of the rest', async () => {
  await open()
  channel.publish('line 1')
  channel.onRequest = down
  channel.publishMany(4, { lost: true })
  channel.publish('line 6')
  await vi.advanceTimersByTimeAsync(8000)
  channel.publish('line 7', { lost: true })
  channel.publish('line 8')
  await vi.advanceTimersByTimeAsync(8000)
  expect(log.getSnapshot().gaps).toMatchObject([{ before: 6 }, { before: 8 }])
  channel.pruned.add(4)
  channel.pruned.add(5)
  channel.onRequest = () => {}
  const retried = log.retry()
  await vi.advanceTimersByTimeAsync(40_000)
  await retried
  expect(seqs()).toEqual([1, 2, 3, 6, 7, 8])
  expect(log.getSnapshot().gaps).toMatchObject([{ after: 3, before: 6 }])
})

it('a hole that is filled moves neither what was cleared nor what is paused, and is found by a search', async () => {
  await open()
  channel.publish('line 1')
  log.clear()
  const other = channel.registry.open({ channel: 'logs' })
  channel.publish('line 2')
  other.pause()
  const search = log.query({ text: 'line' })
  channel.onRequest = down
  channel.publishMany(2, { lost: true })
  channel.publish('line 5')
  await vi.advanceTimersByTimeAsync(8000)
  expect(seqs()).toEqual([2, 5])
  channel.onRequest = () => {}
  const retried = log.retry()
  await vi.advanceTimersByTimeAsync(40_000)
  await retried
  expect(seqs()).toEqual([2, 3, 4, 5])
  expect(other.slice().map(({ seq }) => seq)).toEqual([1, 2])
  expect(other.getSnapshot().counts).toEqual([0, 0, 2, 0, 0, 0])
  const { first, end } = search.getSnapshot()
  expect(end - first).toBe(4)
})

it('one who cleared sees no gap of before, and the same list of gaps as long as it is the same', async () => {
  await open()
  channel.publish('line 1')
  channel.pruned.add(2)
  channel.publish('line 2', { lost: true })
  channel.publish('line 3')
  await vi.advanceTimersByTimeAsync(3000)
  channel.publish('line 4')
  log.clear()
  channel.publish('line 5')
  const { gaps } = log.getSnapshot()
  expect(gaps).toEqual([])
  channel.publish('line 6')
  expect(log.getSnapshot().gaps).toBe(gaps)
})

it('gaps go with the entries that they stood before', async () => {
  await open({ capacity: 5 })
  channel.publish('line 1')
  channel.pruned.add(2)
  channel.publish('line 2', { lost: true })
  channel.publish('line 3')
  await vi.advanceTimersByTimeAsync(3000)
  expect(log.getSnapshot().gaps).toHaveLength(1)
  channel.publishMany(6)
  expect(log.getSnapshot().gaps).toEqual([])
})

it('a connection lost anew while it is healed is healed again', async () => {
  await open()
  channel.publish('line 1')
  const held: (() => void)[] = []
  channel.onRequest = () => new Promise((resolve) => held.push(() => resolve(undefined)))
  channel.down()
  channel.publish('line 2')
  channel.up()
  await vi.advanceTimersByTimeAsync(2000)
  expect(held).toHaveLength(1)
  channel.down()
  channel.publish('line 3')
  channel.up()
  held[0]?.()
  channel.onRequest = () => {}
  await vi.advanceTimersByTimeAsync(5000)
  expect(seqs()).toEqual([1, 2, 3])
  expect(log.getSnapshot().status).toBe('live')
})

it('what comes before the start is known is shown from its first number on', async () => {
  openAsIs({ history: 'none' })
  channel.publishMany(4)
  channel.up()
  channel.deliver(2)
  channel.deliver(4)
  await vi.advanceTimersByTimeAsync(50)
  expect(seqs()).toEqual([2])
  await vi.advanceTimersByTimeAsync(2000)
  expect(seqs()).toEqual([2, 4])
  expect(log.getSnapshot().gaps).toMatchObject([{ after: 2, before: 4 }])
})

it('more early events than can wait are fetched instead', async () => {
  await open()
  channel.publish('line 1')
  channel.publish('line 2', { lost: true })
  channel.publishMany(10_010)
  await vi.advanceTimersByTimeAsync(5000)
  expect(seqs()).toEqual(upTo(10_012))
})

it('a search of the history for a number ends where no entry has one', async () => {
  await open()
  channel.send('log', { text: 'plain' })
  channel.send('log', 'without a time')
  const found = log.seek(5)
  await vi.advanceTimersByTimeAsync(100)
  expect(await found).toBeNull()
  expect(log.size).toBe(2)
})

it('a history that fails while older entries are read at the start goes on later', async () => {
  channel.publishMany(2500)
  let requests = 0
  channel.onRequest = () => {
    requests += 1
    return requests > 1 && requests < 7 ? down() : undefined
  }
  await open({ preload: 2500 })
  expect(log.size).toBe(1000)
  await vi.advanceTimersByTimeAsync(30_000)
  expect(seqs()).toEqual(upTo(2500))
  expect(log.getSnapshot().error).toBeNull()
})

it('a receipt without a number counts for nothing', async () => {
  await open()
  channel.publish('line 1')
  channel.receipt(null)
  channel.receipt(2)
  await vi.advanceTimersByTimeAsync(5000)
  channel.deliver(channel.publish('line 2', { lost: true }))
  expect(seqs()).toEqual([1])
})
