import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { mockFixture } from '../support/mock-fixture.ts'

beforeEach(() => void vi.useFakeTimers())
const on = mockFixture()
afterEach(() => void vi.useRealTimers())

// pusher-js starts two retry timers after these codes, and `disconnect()` ends one of them.
it.each([4100, 4199, 4200, 4299])(
  'a kit that ends while its connection is closed with %i stays without one',
  async (code) => {
    const kit = on.kit({ onError: () => {} })
    await on.mock.settled()
    const { client } = kit
    expect(on.mock.connections).toHaveLength(1)
    kit.connection.subscribe(() => {
      if (!kit.connection.getSnapshot().isConnected) kit.dispose()
    })
    on.mock.drop({ code })
    await vi.advanceTimersByTimeAsync(60_000)
    expect(kit.client).toBeNull()
    expect(client?.connection.state).toBe('disconnected')
    expect(on.mock.connections).toEqual([])
  },
)
