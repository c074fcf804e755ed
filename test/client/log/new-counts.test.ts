import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { OpenEventLog } from '../../../src/client/event-log-types.ts'
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

async function open(capacity?: number): Promise<void> {
  log = channel.registry.open({ channel: 'logs', ...(capacity !== undefined && { capacity }) })
  channel.up()
  await vi.advanceTimersByTimeAsync(50)
}

const textsOf = (): string[] => log.slice().map(({ data }) => (data as { text: string }).text)
const hold = (): { release: () => void } => {
  let release = (): void => {}
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  channel.onRequest = () => held
  return { release }
}

test('a gap of a former count is not asked for in the new one', async () => {
  await open()
  channel.publish('old 1')
  channel.onRequest = () => new Response('down', { status: 503 })
  channel.publishMany(2, { lost: true })
  channel.publish('old 4')
  await vi.advanceTimersByTimeAsync(8000)
  expect(log.getSnapshot().gaps).toMatchObject([{ after: 1, before: 4, failed: true, canRetry: true }])
  channel.onRequest = () => {}
  channel.restart()
  for (const text of ['new 1', 'new 2', 'new 3', 'new 4', 'new 5']) channel.publish(text)
  await vi.advanceTimersByTimeAsync(60_000)
  const [gap] = log.getSnapshot().gaps
  expect(gap).toMatchObject({ after: 1, before: 4, failed: false, canRetry: false })
  await log.retry(gap)
  expect(textsOf()).toEqual(['old 1', 'old 4', 'new 1', 'new 2', 'new 3', 'new 4', 'new 5'])
})

test('a number is found in the new count, and what is older than it cannot be loaded', async () => {
  await open(30)
  channel.publishMany(20)
  channel.restart()
  for (let count = 1; count <= 15; count += 1) channel.publish(`new ${count}`)
  const index = log.indexOf(12)
  expect(log.line(index ?? -1)?.text).toBe('new 12')
  expect(log.getSnapshot().dropped).toBeGreaterThan(0)
  expect(log.getSnapshot().hasOlder).toBe(false)
  expect(await log.loadOlder()).toBe(0)
})

test('a page of the former count that arrives late is not merged into the new one', async () => {
  await open()
  channel.publish('old 1')
  channel.publish('old 2', { lost: true })
  channel.publish('old 3')
  const { release } = hold()
  await vi.advanceTimersByTimeAsync(1200)
  channel.restart()
  channel.publish('new 1')
  channel.publish('new 2')
  channel.onRequest = () => {}
  release()
  await vi.advanceTimersByTimeAsync(5000)
  expect(textsOf()).toEqual(['old 1', 'new 1', 'new 2'])
  expect(log.getSnapshot().gaps).toMatchObject([{ reset: true, before: 1 }])
})

test('a first page from after a restart forgets the events that came before it', async () => {
  const { release } = hold()
  log = channel.registry.open({ channel: 'logs' })
  channel.up()
  await vi.advanceTimersByTimeAsync(50)
  channel.publish('old 1')
  channel.restart()
  channel.publish('new 1', { lost: true })
  release()
  await vi.advanceTimersByTimeAsync(50)
  channel.publish('new 2')
  await vi.advanceTimersByTimeAsync(3000)
  expect(textsOf()).toEqual(['new 1', 'new 2'])
  expect(log.getSnapshot().gaps).toEqual([])
})
