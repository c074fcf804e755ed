import { expect, it, vi } from 'vitest'
import type { EventLogOptions, OpenEventLog } from '../../../../src/client/log/event-log-types.ts'
import { channel, stageLogs } from './staged-log.ts'

stageLogs()

const open = (event?: string, options: Partial<EventLogOptions> = {}): OpenEventLog =>
  channel.registry.open({ channel: 'logs', event, ...options })

const seqsOf = (log: OpenEventLog): (number | null)[] => log.slice().map((entry) => entry.seq)

/** Numbers from 1: every third is a `step`, the others are `log`. */
function publishMixed(count: number, options?: { lost?: boolean }): void {
  for (let index = 1; index <= count; index += 1) {
    channel.publish(`line ${index}`, { ...options, event: index % 3 === 0 ? 'step' : 'log' })
  }
}

async function up(): Promise<void> {
  channel.up()
  await vi.advanceTimersByTimeAsync(1000)
}

it('readers of different events share one subscription and one first page', async () => {
  publishMixed(6)
  const logs = open('log')
  const steps = open('step')
  const all = open()
  await up()
  channel.publish('live', { event: 'step' })
  expect(seqsOf(logs)).toEqual([1, 2, 4, 5])
  expect(seqsOf(steps)).toEqual([3, 6, 7])
  expect(seqsOf(all)).toEqual([1, 2, 3, 4, 5, 6, 7])
  expect(channel.requests).toHaveLength(1)
  expect(channel.leases).toBe(1)
})

it('a reconnect heals all of them by the same requests', async () => {
  const logs = open('log')
  const steps = open('step')
  await up()
  channel.down()
  publishMixed(2400)
  const asked = channel.requests.length
  await up()
  expect(seqsOf(logs)).toHaveLength(1600)
  expect(seqsOf(steps)).toHaveLength(800)
  expect(channel.requests.length - asked).toBe(3)
  expect(channel.gaps).toHaveLength(1)
})

it('a quiet channel is asked once, whatever its readers read', async () => {
  const logs = open('log')
  open('step')
  open()
  await up()
  const asked = channel.requests.length
  publishMixed(1, { lost: true })
  await vi.advanceTimersByTimeAsync(36_000)
  expect(channel.requests.length - asked).toBe(1)
  expect(seqsOf(logs)).toEqual([1])
})

it('a gap is marked for all readers, and fetched once for all of them', async () => {
  const logs = open('log')
  const steps = open('step')
  await up()
  publishMixed(1)
  channel.onRequest = () => new Response('down', { status: 503 })
  publishMixed(6, { lost: true })
  publishMixed(1)
  await vi.advanceTimersByTimeAsync(8000)
  expect(logs.getSnapshot().gaps).toMatchObject([{ after: 1, before: 8, index: 1 }])
  expect(steps.getSnapshot().gaps).toMatchObject([{ after: 1, before: 8, index: 0 }])
  channel.onRequest = () => {}
  const asked = channel.requests.length
  await vi.advanceTimersByTimeAsync(30_000)
  const repairs = channel.requests.slice(asked).filter((url) => url.searchParams.has('before'))
  expect(seqsOf(logs)).toEqual([1, 2, 3, 5, 6, 8])
  expect(seqsOf(steps)).toEqual([4, 7])
  expect(logs.getSnapshot()).toMatchObject({ status: 'live', gaps: [] })
  expect(steps.getSnapshot()).toMatchObject({ status: 'live', gaps: [] })
  expect(repairs).toHaveLength(1)
})

it('one that comes later asks for its own event only, and doubles nothing', async () => {
  publishMixed(300)
  open('log')
  await up()
  const asked = channel.requests.length
  channel.onRequest = () => {
    channel.onRequest = () => {}
    channel.publish('while the page is on its way', { event: 'step' })
  }
  const steps = open('step')
  expect(steps.getSnapshot().status).toBe('loading')
  channel.publish('at once', { event: 'step' })
  await vi.advanceTimersByTimeAsync(50)
  expect(steps.getSnapshot().status).toBe('live')
  expect(seqsOf(steps)).toEqual([...Array.from({ length: 100 }, (_, index) => (index + 1) * 3), 301, 302])
  expect(channel.requests.slice(asked).map((url) => url.searchParams.get('event'))).toEqual(['step'])
})

it('one that comes later takes what another already holds of every event, its gaps included', async () => {
  publishMixed(5)
  const all = open()
  await up()
  channel.onRequest = () => new Response('no', { status: 403 })
  publishMixed(2, { lost: true })
  publishMixed(6)
  await vi.advanceTimersByTimeAsync(2000)
  const asked = channel.requests.length
  const steps = open('step')
  await vi.advanceTimersByTimeAsync(50)
  expect(seqsOf(steps)).toEqual([3, 10, 13])
  expect(steps.getSnapshot().gaps).toMatchObject([{ after: 5, before: 8, index: steps.first + 1 }])
  expect(all.getSnapshot().gaps).toMatchObject([{ after: 5, before: 8, index: all.first + 5 }])
  expect(channel.requests).toHaveLength(asked)
})

it('pages that one of them needs at the start serve the others too', async () => {
  publishMixed(3000)
  const logs = open('log', { preload: 1000 })
  const steps = open('step', { preload: 600 })
  await up()
  const newest = Array.from({ length: 2000 }, (_, index) => 1001 + index)
  expect(seqsOf(logs)).toEqual(newest.filter((seq) => seq % 3 > 0))
  expect(seqsOf(steps)).toEqual(newest.filter((seq) => seq % 3 === 0))
  expect(channel.requests).toHaveLength(2)
})

it('a rare event is asked for by its name, not by paging through everything', async () => {
  channel.publish('the only step', { event: 'step' })
  channel.publishMany(50_000)
  const steps = open('step')
  await up()
  expect(seqsOf(steps)).toEqual([1])
  expect(channel.requests).toHaveLength(2)
})

it('the largest capacity of all readers of a channel counts', async () => {
  const logs = open('log', { capacity: 3 })
  await up()
  open('step', { capacity: 50 })
  channel.publishMany(20)
  expect(logs.size).toBe(20)
})

it('the channel is left with the last of its readers', async () => {
  const logs = open('log')
  const steps = open('step')
  await up()
  logs.release()
  await vi.advanceTimersByTimeAsync(2000)
  channel.publish('still heard', { event: 'step' })
  expect(seqsOf(steps)).toEqual([1])
  expect(channel.leases).toBe(1)
  steps.release()
  await vi.advanceTimersByTimeAsync(2000)
  expect(channel.leases).toBe(0)
})
