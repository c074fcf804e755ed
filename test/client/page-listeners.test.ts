// @vitest-environment happy-dom
import { createPusherKit } from 'react-pusher-kit/client'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { mockFixture } from './support/mock-fixture.ts'

const on = mockFixture()
const targets = { page: document, window: globalThis }
let calls: (() => [name: string, change: 1 | -1][])[]

beforeEach(() => {
  calls = Object.entries(targets).flatMap(([place, target]) => {
    const added = vi.spyOn(target, 'addEventListener')
    const removed = vi.spyOn(target, 'removeEventListener')
    return [
      () => added.mock.calls.map(([type]) => [`${place} ${type}`, 1]),
      () => removed.mock.calls.map(([type]) => [`${place} ${type}`, -1]),
    ]
  })
})
afterEach(() => void vi.restoreAllMocks())

/** What is listened to on the page and its window. */
function listening(): string[] {
  const counts = new Map<string, number>()
  for (const read of calls) {
    for (const [name, change] of read()) counts.set(name, (counts.get(name) ?? 0) + change)
  }
  return [...counts.keys()].filter((name) => (counts.get(name) ?? 0) > 0).toSorted()
}

const all = ['page visibilitychange', 'window offline', 'window online']

it('a kit that is disposed of listens neither to the page nor to the network', async () => {
  const kit = on.kit()
  kit.log({ channel: 'logs' }).subscribe(() => {})
  await kit.whenConnected()
  expect(listening()).toEqual(all)
  kit.dispose()
  expect(listening()).toEqual([])
})

it('neither does a kit whose client could not be made', () => {
  const createClient = () => {
    expect(listening()).toEqual(all)
    throw new Error('no client')
  }
  expect(() => createPusherKit({ ...on.mock.provider, createClient })).toThrow('no client')
  expect(listening()).toEqual([])
})

it('events after dispose() change nothing', async () => {
  const kit = on.kit()
  await kit.whenConnected()
  kit.dispose()
  const before = kit.connection.getSnapshot()
  vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false)
  dispatchEvent(new Event('offline'))
  document.dispatchEvent(new Event('visibilitychange'))
  expect(kit.connection.getSnapshot()).toBe(before)
})
