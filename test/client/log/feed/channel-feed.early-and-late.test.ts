import { expect, it, vi } from 'vitest'
import { channel, down, log, open, openAsIs, seqs, stageLogs } from './staged-log.ts'

stageLogs()

const places = () => log.getSnapshot().gaps.map(({ after, before }) => [after, before])

/** The first request waits until the answer is called. */
function holdFirst(): () => void {
  let release = () => {}
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  channel.onRequest = () => {
    channel.onRequest = () => {}
    return held
  }
  return release
}

it('an event that came early is shown, though the history begins above it', async () => {
  await open()
  channel.publish('line 1')
  channel.publish('line 2', { lost: true })
  channel.publish('line 3')
  for (const seq of [1, 2, 3, 4, 5]) channel.pruned.add(seq)
  channel.publishMany(2, { lost: true })
  channel.publish('line 6')
  await vi.advanceTimersByTimeAsync(5000)
  expect(seqs()).toEqual([1, 3, 6])
  expect(places()).toEqual([
    [1, 3],
    [3, 6],
  ])
})

it('events that came before the first page are shown, though the history begins above them', async () => {
  for (const seq of [1, 2, 3, 4, 5]) channel.pruned.add(seq)
  const release = holdFirst()
  await open()
  channel.publish('line 1')
  channel.publish('line 2', { lost: true })
  channel.publish('line 3')
  channel.publishMany(2, { lost: true })
  channel.publish('line 6')
  release()
  await vi.advanceTimersByTimeAsync(5000)
  expect(seqs()).toEqual([1, 3, 6])
  expect(places()).toEqual([
    [1, 3],
    [3, 6],
  ])
  expect(log.getSnapshot().hasOlder).toBe(false)
})

it('events that came before a first page without a single event are shown', async () => {
  const release = holdFirst()
  await open()
  channel.publishMany(3)
  for (const seq of [1, 2, 3]) channel.pruned.add(seq)
  release()
  await vi.advanceTimersByTimeAsync(5000)
  expect(seqs()).toEqual([1, 2, 3])
})

it('what was lost while the first page was on its way is healed as soon as it is there', async () => {
  const release = holdFirst()
  await open()
  // The page was read before what follows.
  channel.onRequest = () => {}
  const answer = Response.json({
    events: [],
    epoch: 'e1',
    first_seq: 1,
    last_seq: 0,
    next_cursor: null,
    has_more: false,
  })
  channel.down()
  channel.publishMany(3)
  channel.up()
  channel.answerFirst(answer)
  release()
  await vi.advanceTimersByTimeAsync(1500)
  expect(seqs()).toEqual([1, 2, 3])
  expect(log.getSnapshot()).toMatchObject({ status: 'live', gaps: [] })
})

it('what was published between a first page without a socket and the subscription is healed', async () => {
  const release = holdFirst()
  openAsIs()
  await vi.advanceTimersByTimeAsync(600)
  channel.answerFirst(
    Response.json({ events: [], epoch: 'e1', first_seq: 1, last_seq: 0, next_cursor: null, has_more: false }),
  )
  channel.publishMany(2)
  channel.up()
  release()
  await vi.advanceTimersByTimeAsync(1500)
  expect(seqs()).toEqual([1, 2])
})

it('a reconnect while a first page that failed is asked for again is healed after it', async () => {
  channel.onRequest = down
  await open()
  const release = holdFirst()
  await vi.advanceTimersByTimeAsync(1100)
  channel.answerFirst(
    Response.json({ events: [], epoch: 'e1', first_seq: 1, last_seq: 0, next_cursor: null, has_more: false }),
  )
  channel.down()
  channel.publishMany(2)
  channel.up()
  release()
  await vi.advanceTimersByTimeAsync(1500)
  expect(seqs()).toEqual([1, 2])
  expect(log.getSnapshot().status).toBe('live')
})

it('a late event fills its place in a marked gap, once', async () => {
  await open()
  channel.publish('line 1')
  channel.onRequest = down
  channel.publishMany(3, { lost: true })
  channel.publish('line 5')
  await vi.advanceTimersByTimeAsync(8000)
  expect(places()).toEqual([[1, 5]])
  channel.deliver(3)
  channel.deliver(3)
  expect(seqs()).toEqual([1, 3, 5])
  expect(places()).toEqual([
    [1, 3],
    [3, 5],
  ])
  channel.deliver(2)
  channel.deliver(4)
  expect(seqs()).toEqual([1, 2, 3, 4, 5])
  expect(places()).toEqual([])
  channel.onRequest = () => {}
  await vi.advanceTimersByTimeAsync(60_000)
  expect(seqs()).toEqual([1, 2, 3, 4, 5])
})

it('a gap of which the history has the middle keeps a marker on both sides of it', async () => {
  await open()
  channel.publish('line 1')
  channel.onRequest = down
  channel.publishMany(6, { lost: true })
  channel.publish('line 8')
  await vi.advanceTimersByTimeAsync(8000)
  for (const seq of [2, 3, 6, 7]) channel.pruned.add(seq)
  channel.onRequest = () => {}
  await vi.advanceTimersByTimeAsync(40_000)
  expect(seqs()).toEqual([1, 4, 5, 8])
  expect(places()).toEqual([
    [1, 4],
    [5, 8],
  ])
})

it.each([
  ['with a history', 'endpoint'],
  ['without one', 'none'],
] as const)(
  'a number far beyond the others does not keep back what comes after it, %s',
  async (_, history) => {
    await open({ history })
    channel.publish('line 1')
    channel.send('log', { text: 'forged' }, { seq: 1_000_000, epoch: 'e1' })
    await vi.advanceTimersByTimeAsync(5000)
    channel.publishMany(3)
    await vi.advanceTimersByTimeAsync(5000)
    const texts = log.slice().map(({ data }) => (data as { text: string }).text)
    expect(texts.toSorted()).toEqual(['forged', 'line 1', 'line 2', 'line 3', 'line 4'])
  },
)

it('early numbers that were passed over are let go, and wait for nothing', async () => {
  await open({ history: 'none' })
  channel.publishMany(2)
  channel.publishMany(1, { lost: true })
  channel.publish('line 4')
  await vi.advanceTimersByTimeAsync(2000)
  expect(seqs()).toEqual([1, 2, 4])
  const requests = channel.gaps.length
  channel.publishMany(2)
  await vi.advanceTimersByTimeAsync(5000)
  expect(seqs()).toEqual([1, 2, 4, 5, 6])
  expect(channel.gaps).toHaveLength(requests)
})

it('what waited and came out of the history as well is let go: nothing is asked for again', async () => {
  await open()
  channel.publish('line 1')
  channel.publish('line 2', { lost: true })
  channel.publish('line 3')
  await vi.advanceTimersByTimeAsync(2000)
  expect(seqs()).toEqual([1, 2, 3])
  channel.requests.length = 0
  channel.publishMany(3)
  await vi.advanceTimersByTimeAsync(5000)
  expect(seqs()).toEqual([1, 2, 3, 4, 5, 6])
  expect(channel.requests).toEqual([])
})

it('what came before the first page and is in it is let go as well', async () => {
  const release = holdFirst()
  await open()
  channel.publishMany(3)
  release()
  await vi.advanceTimersByTimeAsync(50)
  channel.requests.length = 0
  channel.publish('line 4')
  await vi.advanceTimersByTimeAsync(5000)
  expect(seqs()).toEqual([1, 2, 3, 4])
  expect(channel.requests).toEqual([])
})

it('repeats of the numbers around a gap, and receipts for those in it, show nothing', async () => {
  await open({ history: 'none' })
  for (const seq of [1, 5]) channel.send('log', { text: `line ${seq}` }, { seq, epoch: 'e1' })
  await vi.advanceTimersByTimeAsync(1100)
  expect(places()).toEqual([[1, 5]])
  for (const seq of [1, 5]) channel.send('log', { text: 'again' }, { seq, epoch: 'e1' })
  channel.receipt(3)
  await vi.advanceTimersByTimeAsync(1000)
  expect([seqs(), places()]).toEqual([[1, 5], [[1, 5]]])
  channel.send('log', { text: 'late' }, { seq: 3, epoch: 'e1' })
  expect(seqs()).toEqual([1, 3, 5])
})

it('a repeat does not fill the gap that a former count has at its number', async () => {
  await open({ history: 'none' })
  for (const seq of [1, 5]) channel.send('log', { text: `old ${seq}` }, { seq, epoch: 'e1' })
  await vi.advanceTimersByTimeAsync(1100)
  for (const seq of [1, 2, 3, 3]) channel.send('log', { text: `new ${seq}` }, { seq, epoch: 'e2' })
  expect(seqs()).toEqual([1, 5, 1, 2, 3])
})

it.each([[{ history: 'none' as const }], [{}]])(
  'without a history that can be read (%j), events behind several holes are shown after a second',
  async (options) => {
    channel.onRequest = () => new Response('no', { status: 403 })
    await open(options)
    for (const seq of [1, 3, 5]) channel.send('log', { text: `line ${seq}` }, { seq, epoch: 'e1' })
    await vi.advanceTimersByTimeAsync(1100)
    expect(seqs()).toEqual([1, 3, 5])
    for (const seq of [4, 2]) channel.send('log', { text: 'late' }, { seq, epoch: 'e1' })
    expect([seqs(), places()]).toEqual([[1, 2, 3, 4, 5], []])
  },
)

it('without a history, an event that the first one overtook is shown before it', async () => {
  await open({ history: 'none', event: 'log' })
  const all = channel.registry.open({ channel: 'logs' })
  for (const seq of [5, 3, 5, 3]) channel.send('log', { text: `line ${seq}` }, { seq, epoch: 'e1' })
  expect([seqs(), places()]).toEqual([[3, 5], [[3, 5]]])
  channel.send('other', { text: 'line 2' }, { seq: 2, epoch: 'e1' })
  expect([seqs(), places()]).toEqual([[3, 5], [[3, 5]]])
  expect(all.slice().map(({ seq }) => seq)).toEqual([2, 3, 5])
  all.release()
})

it('what is older than the first page of the history is not taken from the wire', async () => {
  channel.publishMany(5)
  for (const seq of [1, 2]) channel.pruned.add(seq)
  await open()
  channel.deliver(2)
  channel.deliver(4)
  expect(seqs()).toEqual([3, 4, 5])
})
