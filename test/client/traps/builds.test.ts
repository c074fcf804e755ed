import Pusher from 'pusher-js'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { mockFixture } from '../support/mock-fixture.ts'

const on = mockFixture()
afterEach(() => vi.unstubAllGlobals())

describe('trap 10: under Vitest pusher-js is its node build', () => {
  it('plain pusher-js: a fake of the global WebSocket is never asked', () => {
    const asked = vi.fn()
    vi.stubGlobal('WebSocket', asked)
    const pusher = new Pusher('key', { cluster: 'x', wsHost: '127.0.0.1', wsPort: 9, forceTLS: false })
    expect(pusher.connection.state).toBe('connecting')
    pusher.disconnect()
    expect(asked).not.toHaveBeenCalled()
  })

  it('the kit: takes whatever pusher-js it is given, and patches nothing global', async () => {
    const before = Object.getOwnPropertyNames(globalThis)
    const kit = on.kit()
    const received = vi.fn()
    kit.listen('news', 'e', received)
    await on.mock.subscribed('news')
    on.mock.trigger('news', 'e', 1)
    await vi.waitFor(() => expect(received).toHaveBeenCalledTimes(1))
    expect(Object.getOwnPropertyNames(globalThis)).toEqual(before)
  })
})
