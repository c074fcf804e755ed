// @vitest-environment happy-dom
import { expect, it, vi } from 'vitest'
import { textsOf } from '../staged-channel.ts'
import { channel, log, open, openAsIs, seqs, stageLogs } from './staged-log.ts'

stageLogs()

const upTo = (last: number): number[] => Array.from({ length: last }, (_, index) => index + 1)

it('history on mount comes before live events, without a double', async () => {
  channel.publishMany(3)
  channel.onRequest = () => {
    // Published while the first page is on its way: live, and in the page.
    channel.onRequest = () => {}
    channel.publish('line 4')
    channel.publish('line 5')
  }
  await open()
  channel.publish('line 6')
  expect(seqs()).toEqual(upTo(6))
  expect(log.getSnapshot()).toMatchObject({ status: 'live', total: 6, dropped: 0, gaps: [] })
})

it('events published while the socket was gone are fetched after the reconnect, in order', async () => {
  await open()
  channel.publishMany(2)
  channel.down()
  expect(log.getSnapshot().status).toBe('offline')
  channel.publishMany(2500)
  await vi.advanceTimersByTimeAsync(5000)
  channel.up()
  channel.publish('live while healing')
  expect(log.getSnapshot().status).toBe('healing')
  await vi.advanceTimersByTimeAsync(1000)
  expect(seqs()).toEqual(upTo(2503))
  expect(log.getSnapshot()).toMatchObject({ status: 'live', gaps: [] })
  expect(channel.gaps).toEqual([{ channel: 'logs', after: 2, before: 2504, durationMs: expect.any(Number) }])
  expect(channel.gaps[0]?.durationMs).toBeGreaterThanOrEqual(5000)
})

it('an early event waits for those that it overtook, without a request', async () => {
  await open()
  const asked = channel.requests.length
  channel.publishMany(3, { lost: true })
  channel.deliver(3)
  channel.deliver(1)
  expect(seqs()).toEqual([1])
  channel.deliver(2)
  expect(seqs()).toEqual([1, 2, 3])
  await vi.advanceTimersByTimeAsync(2000)
  expect(channel.requests).toHaveLength(asked)
})

it('a hole that stays open for a second is fetched', async () => {
  await open()
  channel.publish('line 1')
  channel.publish('line 2', { lost: true })
  channel.publish('line 3')
  await vi.advanceTimersByTimeAsync(900)
  expect(seqs()).toEqual([1])
  await vi.advanceTimersByTimeAsync(200)
  expect(seqs()).toEqual([1, 2, 3])
})

it('a late double of a healed event is dropped', async () => {
  await open()
  channel.publish('line 1')
  channel.publish('line 2', { lost: true })
  channel.publish('line 3')
  await vi.advanceTimersByTimeAsync(1100)
  channel.deliver(2)
  channel.deliver(3)
  expect(seqs()).toEqual([1, 2, 3])
})

it('a last event that was lost is found by asking the quiet channel', async () => {
  await open()
  channel.publish('line 1')
  channel.publish('line 2', { lost: true })
  await vi.advanceTimersByTimeAsync(40_000)
  expect(seqs()).toEqual([1, 2])
  expect(log.getSnapshot().status).toBe('live')
})

it('a history that has no epoch before its first event gets one without a marker', async () => {
  channel.epoch = ''
  await open()
  channel.epoch = 'e1'
  channel.publish('line 1', { lost: true })
  await vi.advanceTimersByTimeAsync(40_000)
  channel.publish('line 2')
  expect(seqs()).toEqual([1, 2])
  expect(log.getSnapshot()).toMatchObject({ status: 'live', gaps: [] })
})

it('a wire that stays silent while the history grows is called polling, and is polled faster', async () => {
  await open()
  channel.publish('line 1', { lost: true })
  await vi.advanceTimersByTimeAsync(40_000)
  channel.publish('line 2', { lost: true })
  await vi.advanceTimersByTimeAsync(40_000)
  expect(log.getSnapshot().status).toBe('polling')
  channel.publish('line 3', { lost: true })
  await vi.advanceTimersByTimeAsync(5000)
  expect(seqs()).toEqual([1, 2, 3])
  channel.publish('line 4')
  expect(log.getSnapshot().status).toBe('live')
})

it('a page that wakes from sleep asks at once for what it missed, and asks nothing while hidden', async () => {
  const visibility = vi.spyOn(document, 'hidden', 'get').mockReturnValue(false)
  await open()
  channel.publish('line 1')
  visibility.mockReturnValue(true)
  const asked = channel.requests.length
  await vi.advanceTimersByTimeAsync(120_000)
  expect(channel.requests).toHaveLength(asked)
  channel.publish('line 2', { lost: true })
  // Asleep: the clock goes on, and no timer runs.
  vi.setSystemTime(Date.now() + 3_600_000)
  visibility.mockReturnValue(false)
  document.dispatchEvent(new Event('visibilitychange'))
  await vi.advanceTimersByTimeAsync(50)
  visibility.mockRestore()
  expect(seqs()).toEqual([1, 2])
})

it('what the history no longer has is marked as a gap, and the log goes on', async () => {
  await open()
  channel.publish('line 1')
  channel.down()
  channel.publishMany(4)
  channel.pruned.add(2).add(3)
  channel.up()
  await vi.advanceTimersByTimeAsync(1000)
  expect(seqs()).toEqual([1, 4, 5])
  expect(log.getSnapshot()).toMatchObject({ status: 'gapped', gaps: [{ after: 1, before: 4, index: 1 }] })
})

it('a gap larger than the capacity is fetched at its newest end, and the rest is one marker', async () => {
  await open({ capacity: 1500 })
  channel.publish('line 1')
  channel.down()
  channel.publishMany(9000)
  channel.up()
  await vi.advanceTimersByTimeAsync(1000)
  expect(log.at(-1)?.seq).toBe(9001)
  expect(log.size).toBe(1500)
  expect(log.at(0)?.seq).toBe(7502)
  expect(channel.requests.length).toBeLessThan(6)
})

it('a failing history leaves a marker that can be tried again', async () => {
  await open()
  channel.publish('line 1')
  channel.onRequest = () => new Response('down', { status: 503 })
  channel.publish('line 2', { lost: true })
  channel.publish('line 3')
  // Long enough for retries to have come and gone: they change nothing until one succeeds.
  await vi.advanceTimersByTimeAsync(20_000)
  channel.publish('line 4')
  const [gap] = log.getSnapshot().gaps
  expect(seqs()).toEqual([1, 3, 4])
  expect(log.getSnapshot()).toMatchObject({
    status: 'gapped',
    error: { code: 'history_failed', status: 503 },
  })
  expect(gap).toMatchObject({ after: 1, before: 3 })
  channel.onRequest = () => {}
  const retried = log.retry(gap)
  // A retry that is on its way goes first, and may be in one of its pauses.
  await vi.advanceTimersByTimeAsync(5000)
  await retried
  expect(seqs()).toEqual([1, 2, 3, 4])
  expect(log.getSnapshot()).toMatchObject({ status: 'live', gaps: [], error: null })
})

it('a gap that is tried again twice at once is filled once', async () => {
  await open()
  channel.publish('line 1')
  channel.onRequest = () => new Response('down', { status: 503 })
  channel.publish('line 2', { lost: true })
  channel.publish('line 3')
  await vi.advanceTimersByTimeAsync(8000)
  const [gap] = log.getSnapshot().gaps
  const answers: (() => void)[] = []
  channel.onRequest = () => new Promise((resolve) => answers.push(() => resolve()))
  const retries = Promise.all([log.retry(gap), log.retry(gap), log.retry()])
  await vi.waitFor(() => expect(answers).toHaveLength(1))
  channel.onRequest = () => {}
  answers[0]?.()
  await retries
  expect(seqs()).toEqual([1, 2, 3])
  expect(log.getSnapshot()).toMatchObject({ status: 'live', gaps: [] })
})

it('a gap that only a failure left is tried again by itself', async () => {
  await open()
  channel.publish('line 1')
  channel.onRequest = () => new Response('down', { status: 503 })
  channel.publish('line 2', { lost: true })
  channel.publish('line 3')
  await vi.advanceTimersByTimeAsync(8000)
  expect(log.getSnapshot().gaps).toMatchObject([{ after: 1, before: 3, failed: true }])
  channel.onRequest = () => {}
  await vi.advanceTimersByTimeAsync(30_000)
  expect(seqs()).toEqual([1, 2, 3])
  expect(log.getSnapshot()).toMatchObject({ status: 'live', gaps: [], error: null })
})

it('an answer that breaks off is asked for again', async () => {
  channel.publishMany(3)
  channel.onRequest = () => {
    channel.onRequest = () => {}
    const body = new ReadableStream({
      start: (controller) => {
        controller.enqueue(new TextEncoder().encode('{"events":['))
        controller.error(new TypeError('network error'))
      },
    })
    return new Response(body)
  }
  await open()
  await vi.advanceTimersByTimeAsync(3000)
  expect(seqs()).toEqual([1, 2, 3])
  expect(log.getSnapshot().error).toBeNull()
})

it('a history that is denied leaves the log live and says why', async () => {
  channel.onRequest = () => new Response('no', { status: 403 })
  await open()
  channel.publish('line 1')
  expect(log.getSnapshot()).toMatchObject({ status: 'live', error: { code: 'history_denied', status: 403 } })
  expect(textsOf(log)).toEqual(['line 1'])
})

it('a hole is marked at once where the history is denied', async () => {
  channel.onRequest = () => new Response('no', { status: 403 })
  await open()
  channel.publish('line 1')
  channel.publish('line 2', { lost: true })
  channel.publish('line 3')
  await vi.advanceTimersByTimeAsync(1100)
  expect(seqs()).toEqual([1, 3])
  expect(log.getSnapshot().gaps).toMatchObject([{ after: 1, before: 3 }])
})

it('an open gap is closed when the numbers go on without a hole', async () => {
  await open()
  channel.publish('line 1')
  channel.onRequest = () => new Response('down', { status: 503 })
  channel.down()
  channel.up()
  await vi.advanceTimersByTimeAsync(20_000)
  expect(log.getSnapshot().gaps).toMatchObject([{ after: 1, before: null }])
  channel.publish('line 2')
  expect(log.getSnapshot()).toMatchObject({ gaps: [] })
})

it('a server that counts anew is announced, not merged in silence', async () => {
  await open()
  channel.publishMany(5)
  channel.down()
  channel.restart()
  channel.publishMany(3)
  channel.up()
  await vi.advanceTimersByTimeAsync(1000)
  expect(seqs()).toEqual([1, 2, 3, 4, 5, 1, 2, 3])
  expect(log.getSnapshot().gaps).toMatchObject([{ reset: true, after: 5, index: 5 }])
  channel.publish('line 4')
  expect(log.at(-1)?.seq).toBe(4)
})

it('a channel without numbers marks a possible gap with its duration', async () => {
  await open()
  channel.send('log', { text: 'one' })
  channel.down()
  await vi.advanceTimersByTimeAsync(4000)
  channel.up()
  await vi.advanceTimersByTimeAsync(500)
  channel.send('log', { text: 'two' })
  expect(textsOf(log)).toEqual(['one', 'two'])
  expect(log.getSnapshot().gaps).toMatchObject([{ after: null, before: null, durationMs: 4000, index: 1 }])
  expect(channel.gaps).toMatchObject([{ after: null, before: null, durationMs: 4000 }])
})

it('events of other names keep the numbers contiguous and are not shown', async () => {
  await open({ event: 'log' })
  channel.publish('line 1')
  channel.publish('other', { event: 'progress' })
  channel.publish('line 3')
  await vi.advanceTimersByTimeAsync(2000)
  expect(seqs()).toEqual([1, 3])
  expect(log.getSnapshot()).toMatchObject({ status: 'live', gaps: [] })
})

it('an event that was kept from its own sender counts as seen by its receipt', async () => {
  await open()
  channel.publish('line 1')
  const asked = channel.requests.length
  channel.publish('mine', { lost: true })
  channel.receipt(2)
  channel.publish('line 3')
  await vi.advanceTimersByTimeAsync(3000)
  expect(seqs()).toEqual([1, 3])
  expect(log.getSnapshot().gaps).toEqual([])
  expect(channel.requests).toHaveLength(asked)
})

it('an own event that is published before the channel is subscribed again is fetched', async () => {
  await open()
  channel.publish('line 1')
  channel.down()
  channel.publish('of another', { lost: true })
  channel.publish('mine', { lost: true })
  channel.receipt(3, false)
  // The subscription takes longer than an event of this client is waited for.
  await vi.advanceTimersByTimeAsync(5000)
  channel.up()
  await vi.advanceTimersByTimeAsync(2000)
  expect(textsOf(log)).toEqual(['line 1', 'of another', 'mine'])
  expect(log.getSnapshot().gaps).toEqual([])
})

it('an own event that does not arrive on a subscribed channel is fetched', async () => {
  await open()
  channel.publish('line 1')
  channel.publish('mine', { lost: true })
  channel.receipt(2, false)
  await vi.advanceTimersByTimeAsync(1000)
  expect(textsOf(log)).toEqual(['line 1', 'mine'])
})

it('an own event that arrives causes no request', async () => {
  await open()
  const asked = channel.requests.length
  channel.publish('mine')
  channel.receipt(1, false)
  await vi.advanceTimersByTimeAsync(2000)
  expect(seqs()).toEqual([1])
  expect(channel.requests).toHaveLength(asked)
})

it('readers of one channel share one log, one subscription and one healing', async () => {
  await open()
  const other = channel.registry.open({ channel: 'logs' })
  channel.publish('line 1')
  channel.down()
  channel.publishMany(2)
  channel.up()
  await vi.advanceTimersByTimeAsync(1000)
  expect(other.slice()).toEqual(log.slice())
  expect(channel.leases).toBe(1)
  expect(channel.requests).toHaveLength(2)
  other.release()
  other.release()
  log.release()
  await vi.advanceTimersByTimeAsync(2000)
  expect(channel.leases).toBe(0)
})

it('without a socket the history is shown all the same', async () => {
  channel.publishMany(2)
  openAsIs()
  await vi.advanceTimersByTimeAsync(1000)
  expect(seqs()).toEqual([1, 2])
  channel.publishMany(2)
  channel.up()
  await vi.advanceTimersByTimeAsync(1000)
  expect(seqs()).toEqual([1, 2, 3, 4])
})
