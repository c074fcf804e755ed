import { expect, it, vi } from 'vitest'
import { initialConnection } from '../../../src/client/connection/connection-view.ts'
import type { ConnectionSnapshot } from '../../../src/client/connection/connection-types.ts'
import type { KitCore } from '../../../src/client/core/kit-core.ts'
import { createRealtime } from '../../../src/client/events/realtime.ts'
import { createStore } from '../../../src/client/lib/store.ts'

function create() {
  const connection = createStore<ConnectionSnapshot>(initialConnection)
  const request = vi.fn(async () => Response.json({ seq: 1, epoch: 'e' }))
  const core = {
    connection,
    request,
    reportReceipt() {},
    endpoints: { message: '/message' },
  } as unknown as KitCore
  return { connection, realtime: createRealtime(core) }
}

it.each<Partial<ConnectionSnapshot>>([
  { state: 'disconnected' },
  { isConnected: true },
  { error: new Error('lost') },
  { stats: { ...initialConnection.stats, attempts: 1 } },
])('shows %o', (change) => {
  const { connection, realtime } = create()
  const before = realtime.getSnapshot()
  connection.set(change)
  expect(realtime.getSnapshot()).toMatchObject(change)
  expect(realtime.getSnapshot()).not.toBe(before)
})

it('is the same snapshot when only the latency changed', () => {
  const { connection, realtime } = create()
  const before = realtime.getSnapshot()
  connection.set({ latency: 12 })
  expect(realtime.getSnapshot()).toBe(before)
})

it('counts what the server accepted beside what the socket sent', async () => {
  const { connection, realtime } = create()
  const stats = { ...initialConnection.stats, messagesSent: 2 }
  connection.set({ stats })
  // The very object, so that it is no new one at each change of the state.
  expect(realtime.getSnapshot().stats).toBe(stats)
  await realtime.send('chat', {}, 'news')
  await realtime.send('chat', {})
  expect(realtime.getSnapshot().stats.messagesSent).toBe(4)
  const counted = realtime.getSnapshot()
  expect(realtime.getSnapshot()).toBe(counted)
})

it.each([
  ['no channel', [undefined, () => {}]],
  ['an empty name', ['', () => {}]],
  ['no function', ['news', undefined]],
])('listening to %s throws', (_, args) => {
  const listen = create().realtime.listen as (...given: unknown[]) => string
  expect(() => listen(...args)).toThrow('Expected subscribe(channel, callback)')
})
