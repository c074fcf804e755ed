import { expect, it, vi } from 'vitest'
import { channel, log, open, seqs, stageLogs } from './staged-log.ts'

stageLogs()

const from = (first: number, last: number): number[] =>
  Array.from({ length: last - first + 1 }, (_, index) => first + index)

/** A log of ten lines that has two, and loses so many. */
async function lose(count: number): Promise<void> {
  await open({ capacity: 10 })
  channel.publishMany(2)
  channel.down()
  channel.publishMany(count)
  channel.requests.length = 0
}

async function comeBack(): Promise<void> {
  channel.up()
  await vi.advanceTimersByTimeAsync(5000)
}

it('a loss of exactly what the log holds is fetched whole', async () => {
  await lose(10)
  channel.pageLimit = 5
  await comeBack()
  expect(log.getSnapshot()).toMatchObject({ status: 'live', gaps: [] })
  expect(seqs()).toEqual(from(3, 12))
})

it('of one more, the oldest is a marker', async () => {
  await lose(11)
  channel.pageLimit = 5
  await comeBack()
  expect(log.getSnapshot().gaps).toMatchObject([{ after: 2, before: 4 }])
  expect(seqs()).toEqual(from(4, 13))
})

it('a loss in one page is fetched whole, however many they are', async () => {
  await lose(30)
  await comeBack()
  expect(log.getSnapshot().gaps).toEqual([])
  expect(seqs()).toEqual(from(23, 32))
})

it('nothing lost costs one request', async () => {
  await lose(0)
  await comeBack()
  expect(channel.requests).toHaveLength(1)
  expect(channel.gaps).toEqual([])
})

it('pages that end with the newest number are the last that are asked for', async () => {
  await lose(10)
  channel.pageLimit = 5
  await comeBack()
  const after = channel.requests.map((url) => url.searchParams.get('after'))
  expect(after).toEqual(['2', '7'])
})

it('two holes that nothing can fill are two markers, and the log goes on behind them', async () => {
  await open()
  for (const lost of [false, true, false, false, true, false, false]) {
    const seq = channel.publish('line', { lost })
    if (lost) channel.pruned.add(seq)
  }
  for (const seq of [3, 4, 6, 7]) channel.pruned.add(seq)
  await comeBack()
  channel.publish('line 8')
  expect(seqs()).toEqual([1, 3, 4, 6, 7, 8])
  expect(log.getSnapshot().gaps).toMatchObject([
    { after: 1, before: 3 },
    { after: 4, before: 6 },
  ])
})

it('a number right behind one that waited has no marker of its own', async () => {
  await open()
  for (const lost of [false, true, false, true]) channel.publish('line', { lost })
  for (const seq of [2, 3]) channel.pruned.add(seq)
  await comeBack()
  expect(seqs()).toEqual([1, 3, 4])
  expect(log.getSnapshot().gaps).toMatchObject([{ after: 1, before: 3 }])
})

it('a last number that is alone on its page is fetched too', async () => {
  await lose(6)
  channel.pageLimit = 5
  await comeBack()
  expect(seqs()).toEqual(from(1, 8))
  expect(channel.requests).toHaveLength(2)
})

it('a history that grows while it is fetched is read page by page after one marker', async () => {
  await lose(11)
  channel.pageLimit = 5
  channel.onRequest = () => {
    if (channel.requests.length <= 3) channel.publish('meanwhile', { lost: true })
  }
  await comeBack()
  const after = channel.requests.map((url) => url.searchParams.get('after'))
  expect(after).toEqual(['2', '4', '9', '14'])
  expect(seqs()).toEqual(from(7, 16))
})

it('an event that came meanwhile is no reason for another page, though the history says there is more', async () => {
  await lose(5)
  channel.pageLimit = 5
  channel.onRequest = () => {
    channel.onRequest = () => {}
    return Response.json({
      events: channel.stored.slice(2),
      epoch: 'e1',
      first_seq: 1,
      last_seq: 7,
      next_cursor: 7,
      has_more: true,
    })
  }
  await comeBack()
  expect(channel.requests).toHaveLength(1)
  expect(seqs()).toEqual(from(1, 7))
})

it('a history that changes its count with every page is followed three times', async () => {
  await lose(1)
  let count = 0
  channel.onRequest = () => {
    count += 1
    channel.epoch = `other ${count}`
  }
  channel.up()
  await vi.advanceTimersByTimeAsync(600)
  expect(channel.requests).toHaveLength(4)
  expect(log.getSnapshot().gaps.filter(({ reset }) => reset)).toHaveLength(3)
})

it('what waits behind a hole of the history stays where it is', async () => {
  await lose(5)
  channel.pruned.add(3)
  channel.up()
  channel.publish('line 8')
  await vi.advanceTimersByTimeAsync(5000)
  expect(seqs()).toEqual([1, 2, ...from(4, 8)])
  expect(log.getSnapshot().gaps).toMatchObject([{ after: 2, before: 4 }])
})

it('a history that gives no cursor is read on from its last number', async () => {
  await lose(8)
  channel.onRequest = (url) => {
    const after = Number(url.searchParams.get('after'))
    const events = channel.stored.filter(({ seq }) => seq > after).slice(0, 5)
    const has_more = (events.at(-1)?.seq ?? 10) < 10
    return Response.json({ events, epoch: 'e1', first_seq: 1, last_seq: 10, next_cursor: null, has_more })
  }
  await comeBack()
  expect(seqs()).toEqual(from(1, 10))
  expect(log.getSnapshot()).toMatchObject({ status: 'live', gaps: [] })
})
