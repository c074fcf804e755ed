import { expect, it, vi } from 'vitest'
import { channel, log, open, seqs, stageLogs } from './staged-log.ts'

stageLogs()

const page = (change: object) =>
  Response.json({ events: [], epoch: 'e1', first_seq: 1, last_seq: 900, has_more: true, ...change })

it.each([null, 1, 0])(
  'healing stops at a page that says there is more and does not advance (next_cursor %j)',
  async (next_cursor) => {
    await open()
    channel.publish('line 1')
    channel.requests.length = 0
    channel.onRequest = () => page({ next_cursor })
    channel.down()
    channel.publishMany(3)
    channel.up()
    await vi.advanceTimersByTimeAsync(5000)
    expect(channel.requests.length).toBeLessThan(3)
    expect(log.getSnapshot()).toMatchObject({
      status: 'gapped',
      gaps: [{ after: 1, before: null, canRetry: true }],
      error: { code: 'history_malformed' },
    })
    expect(channel.errors).toMatchObject([{ code: 'history_malformed' }])
    channel.onRequest = () => {}
    void log.retry()
    await vi.advanceTimersByTimeAsync(5000)
    expect(seqs()).toEqual([1, 2, 3, 4])
    expect(log.getSnapshot()).toMatchObject({ status: 'live', gaps: [], error: null })
  },
)

it('older pages stop at a page that does not go down, with a marker and an error', async () => {
  channel.publishMany(30)
  await open({ preload: 10 })
  channel.requests.length = 0
  // Whatever is asked for, the newest page is the answer.
  channel.onRequest = () =>
    page({ events: channel.stored.slice(-10), next_cursor: 21, last_seq: channel.stored.length })
  await expect(log.loadOlder()).rejects.toMatchObject({ code: 'history_malformed' })
  expect(channel.requests).toHaveLength(1)
  expect(log.getSnapshot()).toMatchObject({
    hasOlder: false,
    gaps: [{ after: 0, before: 21, canRetry: true, index: log.first }],
  })
  channel.onRequest = () => {}
  await log.retry()
  expect(seqs()).toEqual(Array.from({ length: 30 }, (_, index) => index + 1))
  expect(log.getSnapshot().gaps).toEqual([])
})

it('an empty page below with a cursor that goes down is right, and the next one is asked for', async () => {
  channel.publish('rare', { event: 'rare' })
  channel.publishMany(50)
  await open({ event: 'rare', preload: 0 })
  // The server examines ten at a time, and then gives a short page.
  channel.onRequest = (url) => {
    const before = Number(url.searchParams.get('before'))
    return before > 11 ? page({ next_cursor: before - 10, last_seq: 51 }) : undefined
  }
  expect(await log.loadOlder()).toBe(1)
  expect(seqs()).toEqual([1])
  expect(log.getSnapshot()).toMatchObject({ gaps: [], hasOlder: false })
})

it('a gap is not asked for again and again while its page is empty', async () => {
  await open()
  channel.publish('line 1')
  channel.onRequest = () => new Response('down', { status: 503 })
  channel.publishMany(3, { lost: true })
  channel.publish('line 5')
  await vi.advanceTimersByTimeAsync(8000)
  channel.requests.length = 0
  channel.onRequest = () => page({ next_cursor: null, last_seq: 5 })
  void log.retry()
  await vi.advanceTimersByTimeAsync(20_000)
  expect(channel.requests.length).toBeLessThan(4)
  expect(log.getSnapshot().gaps).toMatchObject([{ after: 1, before: 5, canRetry: true }])
})

it('a history whose body never ends fails as one whose answer never comes', async () => {
  channel.timeout = 2000
  channel.publishMany(2)
  channel.onRequest = () => new Response(new ReadableStream())
  await open()
  await vi.advanceTimersByTimeAsync(2500)
  expect(log.getSnapshot().error).toMatchObject({ code: 'history_failed', status: null })
  channel.onRequest = () => {}
  await vi.advanceTimersByTimeAsync(5000)
  expect(seqs()).toEqual([1, 2])
})

it('a gap is filled behind empty pages whose cursor advances', async () => {
  await open()
  channel.publish('line 1')
  channel.onRequest = () => new Response('down', { status: 503 })
  channel.publishMany(40, { lost: true })
  channel.publish('line 42')
  await vi.advanceTimersByTimeAsync(8000)
  expect(seqs()).toEqual([1, 42])
  for (let seq = 2; seq <= 30; seq += 1) channel.pruned.add(seq)
  channel.requests.length = 0
  // The server examines ten at a time, and then gives a short page.
  channel.onRequest = (url) => {
    const after = Number(url.searchParams.get('after'))
    return after < 30 ? page({ next_cursor: Math.min(30, after + 10), last_seq: 42 }) : undefined
  }
  void log.retry()
  await vi.advanceTimersByTimeAsync(5000)
  expect(seqs()).toEqual([1, ...Array.from({ length: 12 }, (_, index) => 31 + index)])
  expect(log.getSnapshot().gaps).toMatchObject([{ after: 1, before: 31, canRetry: true, failed: false }])
  expect(channel.requests).toHaveLength(4)
})

it.each([1, 0, null])(
  'a gap is not asked for again while its cursor does not advance (%j)',
  async (next_cursor) => {
    await open()
    channel.publish('line 1')
    channel.onRequest = () => new Response('down', { status: 503 })
    channel.publishMany(3, { lost: true })
    channel.publish('line 5')
    await vi.advanceTimersByTimeAsync(8000)
    channel.requests.length = 0
    channel.onRequest = () => page({ next_cursor, last_seq: 5 })
    void log.retry(log.getSnapshot().gaps[0])
    await vi.advanceTimersByTimeAsync(5000)
    expect(channel.requests.length).toBeLessThan(4)
    expect(log.getSnapshot().gaps).toMatchObject([{ after: 1, before: 5, canRetry: true }])
  },
)

it("an app's own history that does not answer is given up after `auth.timeout`, and asked again", async () => {
  channel.timeout = 2000
  channel.publishMany(2)
  const signals: AbortSignal[] = []
  let isHanging = true
  await open({
    history: ({ signal }) => {
      signals.push(signal)
      if (isHanging) return new Promise(() => {})
      const numbers = { first_seq: 1, last_seq: 2, next_cursor: 1 }
      return Promise.resolve({ events: channel.stored, epoch: 'e1', ...numbers, has_more: false })
    },
  })
  await vi.advanceTimersByTimeAsync(1900)
  expect(log.getSnapshot()).toMatchObject({ status: 'loading', error: null })
  expect(signals.map(({ aborted }) => aborted)).toEqual([false])
  isHanging = false
  await vi.advanceTimersByTimeAsync(200)
  expect(log.getSnapshot().error).toMatchObject({ code: 'history_failed', status: null })
  expect(String(log.getSnapshot().error?.cause)).toContain('2000 ms')
  expect(signals.map(({ aborted }) => aborted)).toEqual([true])
  await vi.advanceTimersByTimeAsync(5000)
  expect(seqs()).toEqual([1, 2])
  expect(log.getSnapshot()).toMatchObject({ status: 'live', error: null })
})

it("an app's own history is aborted when nobody reads the log any more", async () => {
  let reading: AbortSignal | null = null
  await open({
    history: ({ signal }) => {
      reading = signal
      return new Promise(() => {})
    },
  })
  expect(reading).toMatchObject({ aborted: false })
  log.release()
  await vi.advanceTimersByTimeAsync(2000)
  expect(reading).toMatchObject({ aborted: true })
  expect(channel.errors).toEqual([])
})

it.each([undefined, null, 'page', { events: {} }, { events: [{}], last_seq: 1 }])(
  "an app's own history that answers with %j is an error that names it",
  async (answer) => {
    await open({ history: () => Promise.resolve(answer as never) })
    expect(log.getSnapshot().error).toMatchObject({ code: 'history_malformed' })
    expect(log.getSnapshot().error?.message).toContain('`history`')
  },
)
