// @vitest-environment happy-dom
import { createPusherKit } from 'react-pusher-kit/client'
import { describe, expect, it, vi } from 'vitest'
import Pusher from 'pusher-js'
import { socketsOf } from '../../support/attempts.ts'
import { create, kit, kitsOnMock, mock, now, onLine, open, pass, setVisible, watch } from './kit-on-mock.ts'

kitsOnMock()

function setOnline(isOnline: boolean) {
  onLine.mockReturnValue(isOnline)
  dispatchEvent(new Event(isOnline ? 'online' : 'offline'))
}

describe('a page', () => {
  it('that is hidden leaves it to pusher-js, and tries within a second of being visible', async () => {
    await open()
    setVisible(false)
    const sockets = socketsOf(kit)
    mock.outage()
    await watch(40_000, () => sockets.read())
    // pusher-js tries after 1 and 16 s.
    expect(sockets.count - 1).toBe(2)
    expect(now().retryAt).toBeNull()
    mock.restore()
    setVisible(true)
    expect((now().retryAt ?? Infinity) - Date.now()).toBeLessThanOrEqual(1000)
    await pass(1020)
    expect(now().isConnected).toBe(true)
  })

  it('that is hidden does not try before pusher-js does', async () => {
    await open()
    vi.spyOn(Math, 'random').mockReturnValue(0.1)
    setVisible(false)
    mock.drop({ code: 1006 })
    await pass(900)
    expect(now().isConnected).toBe(false)
    await pass(200)
    expect(now().isConnected).toBe(true)
  })

  it('that becomes visible or online leaves a connection, and a disconnect(), as they are', async () => {
    await open()
    await pass(20_000)
    for (const state of ['connected', 'disconnected']) {
      setVisible(false)
      setVisible(true)
      setOnline(false)
      setOnline(true)
      await pass(3000)
      expect(now()).toMatchObject({ state, retryAt: null, stats: { attempts: 1 } })
      kit.connection.disconnect()
    }
  })

  it('that becomes visible just before a try does not put it off', async () => {
    await open()
    const random = vi.spyOn(Math, 'random').mockReturnValue(0.1)
    mock.drop({ code: 1006 })
    await pass(0)
    random.mockReturnValue(0.999)
    setVisible(true)
    await pass(150)
    expect(now().isConnected).toBe(true)
  })

  it('that is online again lets the attempt run that pusher-js begins then', async () => {
    await open()
    await pass(20_000)
    setOnline(false)
    mock.outage()
    await pass(3000)
    mock.restore()
    mock.network = { latency: 700 }
    const sockets = socketsOf(kit)
    sockets.read()
    const before = sockets.count
    const network = Pusher.Runtime.getNetwork() as unknown as { emit: (event: string) => void }
    vi.spyOn(Math, 'random').mockReturnValue(0.999)
    network.emit('online')
    setOnline(true)
    // Three trips; a try of the kit's own would begin a second later.
    await watch(2500, () => sockets.read())
    expect([now().isConnected, sockets.count - before]).toEqual([true, 1])
  })

  it('that is hidden from the beginning plans nothing', async () => {
    setVisible(false)
    mock.network = { connect: 'hang' }
    create(mock.provider)
    await watch(5000, () => expect(now()).toMatchObject({ retryAt: null, stats: { attempts: 1 } }))
  })

  it('that is online again tries within a second, though pusher-js has not noticed the loss', async () => {
    await open()
    Object.assign(kit.client?.connection ?? {}, { send_event: () => false })
    expect(await kit.connection.measureLatency()).toBeNull()
    expect([now().isConnected, kit.client?.connection.state]).toEqual([false, 'connected'])
    setOnline(false)
    setOnline(true)
    await pass(1020)
    expect(now()).toMatchObject({ isConnected: true, stats: { reconnections: 1 } })
  })

  it('that is hidden in the middle of it takes its plan back', async () => {
    await open()
    mock.outage()
    await pass(5000)
    const { attempts } = now().stats
    setVisible(false)
    expect(now().retryAt).toBeNull()
    await pass(10_000)
    expect(now().stats.attempts).toBe(attempts)
    // pusher-js's own tries go on.
    mock.restore()
    await pass(60_000)
    expect(now().isConnected).toBe(true)
  })

  it('that is hidden after a close 4100, or in a long pause, comes back all the same', async () => {
    await open()
    mock.drop({ code: 4100 })
    await pass(100)
    setVisible(false)
    await pass(3000)
    expect(now().isConnected).toBe(true)
    setVisible(true)
    mock.outage()
    await pass(140_000)
    setVisible(false)
    mock.restore()
    await pass(60_000)
    expect(now().isConnected).toBe(true)
  })

  it('that is offline makes no tries of its own, and one within a second of being online', async () => {
    await open()
    mock.outage()
    await pass(3000)
    setOnline(false)
    expect(now()).toMatchObject({ online: false, retryAt: null })
    const { attempts } = now().stats
    await pass(9000)
    expect(now().stats.attempts).toBe(attempts)
    mock.restore()
    setOnline(true)
    await pass(1020)
    expect(now().isConnected).toBe(true)
  })

  it('that flaps between offline and online comes back, with one socket at a time', async () => {
    await open()
    const sockets = socketsOf(kit)
    mock.outage()
    await pass(2000)
    for (let round = 0; round < 100; round += 1) {
      setOnline(round % 2 === 1)
      await pass(130)
      sockets.read()
    }
    mock.restore()
    for (let round = 0; round < 12; round += 1) {
      setOnline(round % 2 === 1)
      await pass(130)
      sockets.read()
    }
    await pass(1000)
    expect(now().isConnected).toBe(true)
    expect(sockets.most).toBeLessThanOrEqual(1)
  })
})

describe('odd circumstances', () => {
  it('two kits come back by their own plans', async () => {
    await open()
    const other = createPusherKit(mock.provider)
    await pass(20)
    mock.outage()
    await pass(20_000)
    mock.restore()
    other.connection.disconnect()
    await pass(5000)
    expect(now().isConnected).toBe(true)
    expect(other.connection.getSnapshot().state).toBe('disconnected')
    other.dispose()
  })

  it('a clock that is set back, or forth, changes nothing', async () => {
    await open()
    mock.outage()
    await pass(5000)
    for (const jump of [-3_600_000, 86_400_000]) {
      vi.setSystemTime(Date.now() + jump)
      const { attempts } = now().stats
      await pass(15_000)
      const made = now().stats.attempts - attempts
      expect(made).toBeGreaterThanOrEqual(3)
      expect(made).toBeLessThanOrEqual(10)
      expect(Math.abs((now().retryAt ?? 0) - Date.now())).toBeLessThan(5000)
    }
    mock.restore()
    await pass(5000)
    expect(now().isConnected).toBe(true)
  })

  it('a server that takes connections and drops them at once is tried less often', async () => {
    await open()
    let opened = 0
    const off = mock.onFrame(() => {
      if (mock.frames.at(-1)?.event !== 'pusher:connection_established') return
      opened += 1
      setTimeout(() => mock.drop({ code: 1006 }), 20)
    })
    mock.drop({ code: 1006 })
    await pass(60_000)
    expect(opened).toBeGreaterThanOrEqual(15)
    expect(opened).toBeLessThanOrEqual(50)
    off()
  })

  it('connections that last are tried anew within a second, however many are lost', async () => {
    await open()
    for (let loss = 0; loss < 8; loss += 1) {
      await pass(6000)
      mock.drop({ code: 1006 })
      await pass(1020)
      expect(now().isConnected).toBe(true)
    }
  })

  it('after five short connections in a row the pauses are those of an outage', async () => {
    await open()
    vi.spyOn(Math, 'random').mockReturnValue(0.5)
    const pauses: number[] = []
    for (let loss = 0; loss < 7; loss += 1) {
      mock.drop({ code: 1006 })
      await pass(0)
      pauses.push((now().retryAt ?? 0) - Date.now())
      await pass(3050)
      expect(now().isConnected).toBe(true)
    }
    expect(pauses).toEqual([500, 500, 500, 500, 500, 3000, 3000])
  })

  it('a page without a document, as in Node, counts as visible and online', async () => {
    vi.stubGlobal('document', undefined)
    vi.stubGlobal('navigator', undefined)
    vi.stubGlobal('addEventListener', undefined)
    await open()
    mock.outage()
    await pass(10_000)
    expect(now().stats.attempts).toBeGreaterThan(3)
    mock.restore()
    await pass(5000)
    expect(now().isConnected).toBe(true)
  })

  it('a client whose inside is another is left to itself', async () => {
    await open({
      createClient: (appKey, options) => {
        const client = mock.provider.createClient(appKey, options)
        Object.assign(client.connection, { timeline: { info() {}, error() {}, debug() {} } })
        return client
      },
    })
    mock.outage()
    await pass(0)
    expect((now().retryAt ?? 0) - Date.now()).toBeCloseTo(1000, -2)
    await pass(500)
    expect(now().stats.attempts).toBe(1)
    // pusher-js's own, after 1 s and after 16 s.
    await pass(15_000)
    setOnline(true)
    await pass(15_000)
    expect(now().stats.attempts).toBeLessThanOrEqual(3)
    mock.restore()
    await pass(40_000)
    expect(now().isConnected).toBe(true)
  })
})
