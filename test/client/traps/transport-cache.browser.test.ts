import Pusher from 'pusher-js'
import { createPusherKit } from 'react-pusher-kit/client'
import { createMockPusher } from 'react-pusher-kit/mock'
import { afterEach, describe, expect, it, vi } from 'vitest'

const cache = 'pusherTransportTLS'

afterEach(() => {
  vi.unstubAllGlobals()
  localStorage.clear()
})

describe('trap 9: pusher-js keeps the transport in localStorage', () => {
  it('plain pusher-js: what one test connected by, the next one reads', async () => {
    vi.stubGlobal('WebSocket', AnsweringSocket)
    const pusher = new Pusher('key', { cluster: 'x', enabledTransports: ['ws', 'wss'], enableStats: false })
    await vi.waitFor(() => expect(pusher.connection.state).toBe('connected'))
    pusher.disconnect()
    expect(JSON.parse(localStorage.getItem(cache) ?? 'null')).toMatchObject({ transport: 'ws' })
  })

  it('the kit on the mock: nothing is written, and what is there is neither read nor lost', async () => {
    const mock = createMockPusher()
    // A transport that was slow once: plain pusher-js would try it, and wait, before any other.
    const stale = JSON.stringify({ timestamp: Date.now(), transport: 'xhr_streaming', latency: 60_000 })
    for (const stored of [null, stale]) {
      if (stored) localStorage.setItem(cache, stored)
      const kit = createPusherKit(mock.provider)
      await vi.waitFor(() => expect(kit.connection.getSnapshot().isConnected).toBe(true))
      kit.dispose()
      expect(localStorage.getItem(cache)).toBe(stored)
    }
    mock.dispose()
  })
})

/** A socket with a server that says hello. */
class AnsweringSocket {
  onopen: (() => void) | null = null
  onmessage: ((message: { data: string }) => void) | null = null

  constructor() {
    queueMicrotask(() => {
      this.onopen?.()
      const data = JSON.stringify({ socket_id: '1.1', activity_timeout: 120 })
      this.onmessage?.({ data: JSON.stringify({ event: 'pusher:connection_established', data }) })
    })
  }

  send() {}
  close() {}
}
