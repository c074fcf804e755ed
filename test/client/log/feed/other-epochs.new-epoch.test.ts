import { expect, it, vi } from 'vitest'
import { channel, log, open, openAsIs, stageLogs } from './staged-log.ts'

stageLogs()

const textsOf = (): string[] => log.slice().map(({ data }) => (data as { text: string }).text)
const hold = (): { release: () => void } => {
  let release = (): void => {}
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  channel.onRequest = () => held
  return { release }
}

it('a gap of a former epoch is not requested in the new one', async () => {
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

it('a number is found in the new epoch, and what is older than it cannot be loaded', async () => {
  await open({ capacity: 30 })
  channel.publishMany(20)
  channel.restart()
  for (let count = 1; count <= 15; count += 1) channel.publish(`new ${count}`)
  const index = log.indexOf(12)
  expect(log.line(index ?? -1)?.text).toBe('new 12')
  expect(log.getSnapshot().dropped).toBeGreaterThan(0)
  expect(log.getSnapshot().hasOlder).toBe(false)
  expect(await log.loadOlder()).toBe(0)
})

it('a page of the former epoch that arrives late is not merged into the new one', async () => {
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
  expect(textsOf()).toEqual(['old 1', 'old 3', 'new 1', 'new 2'])
  expect(log.getSnapshot().gaps).toMatchObject([
    { after: 1, before: 3, canRetry: false },
    { reset: true, after: 3, before: 1 },
  ])
})

it('a first page from after a restart forgets the events that came before it', async () => {
  const { release } = hold()
  openAsIs()
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

it('a page for a gap of a former epoch, which arrives late, is not merged into it', async () => {
  await open()
  channel.publish('old 1')
  channel.onRequest = () => new Response('down', { status: 503 })
  channel.publishMany(2, { lost: true })
  channel.publish('old 4')
  await vi.advanceTimersByTimeAsync(8000)
  const { release } = hold()
  const [gap] = log.getSnapshot().gaps
  const retried = log.retry(gap)
  await vi.advanceTimersByTimeAsync(10)
  channel.restart()
  channel.onRequest = () => {}
  for (const text of ['new 1', 'new 2', 'new 3']) channel.publish(text)
  release()
  await vi.advanceTimersByTimeAsync(60_000)
  await retried
  expect(textsOf()).toEqual(['old 1', 'old 4', 'new 1', 'new 2', 'new 3'])
})

it('a page of older entries of another epoch, which arrives late, is not merged', async () => {
  channel.publishMany(30)
  openAsIs({ preload: 10 })
  channel.up()
  await vi.advanceTimersByTimeAsync(50)
  const { release } = hold()
  const loaded = log.loadOlder()
  await vi.advanceTimersByTimeAsync(10)
  channel.restart()
  channel.publish('new 1')
  channel.onRequest = () => {}
  release()
  expect(await loaded).toBe(0)
  expect(textsOf().slice(0, 2)).toEqual(['line 21', 'line 22'])
  expect(log.getSnapshot().hasOlder).toBe(false)
})

it('a gap is not filled from another epoch that was not detected yet', async () => {
  await open()
  channel.publish('old 1')
  channel.onRequest = () => new Response('down', { status: 503 })
  channel.publishMany(2, { lost: true })
  channel.publish('old 4')
  await vi.advanceTimersByTimeAsync(8000)
  channel.restart()
  channel.publishMany(6, { lost: true })
  channel.onRequest = () => {}
  const retried = log.retry(log.getSnapshot().gaps[0])
  await vi.advanceTimersByTimeAsync(10_000)
  await retried
  expect(textsOf()).toEqual(['old 1', 'old 4'])
  expect(log.getSnapshot().gaps).toMatchObject([{ after: 1, before: 4 }])
})

it('a page of the former epoch that was being fetched when the new one began changes nothing', async () => {
  await open()
  channel.publish('old 1')
  channel.publish('old 2', { lost: true })
  channel.publish('old 3')
  const page = { events: channel.stored.slice(1), epoch: 'e1', first_seq: 1, last_seq: 3, next_cursor: 3 }
  channel.answerFirst(Response.json({ ...page, has_more: false }))
  const { release } = hold()
  await vi.advanceTimersByTimeAsync(1200)
  channel.restart()
  channel.publish('new 1')
  channel.onRequest = () => {}
  release()
  await vi.advanceTimersByTimeAsync(60_000)
  channel.publish('new 2')
  expect(textsOf()).toEqual(['old 1', 'old 3', 'new 1', 'new 2'])
  expect(log.getSnapshot().gaps.filter(({ reset }) => reset)).toHaveLength(1)
})
