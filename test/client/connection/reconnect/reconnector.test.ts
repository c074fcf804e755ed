// @vitest-environment happy-dom
import { describe, expect, it, vi } from 'vitest'
import { socketsOf } from '../../support/attempts.ts'
import { create, kit, kitsOnMock, mock, now, open, pass, setVisible, watch } from './kit-on-mock.ts'

kitsOnMock()

describe('after the server was away', () => {
  it('the kit is live again within 2.5 s (median) and 5 s (p95) of its return, over 100 outages of 10 s', async () => {
    // Always the same numbers, evenly spread.
    let draws = 0
    vi.spyOn(Math, 'random').mockImplementation(() => (draws++ * 0.618034) % 1)
    await open()
    const waits: number[] = []
    for (let run = 0; run < 100; run += 1) {
      await pass(6000 + (run % 10) * 97)
      mock.outage()
      await pass(10_000)
      mock.restore()
      const returned = performance.now()
      while (!now().isConnected) await pass(10)
      waits.push(performance.now() - returned)
    }
    waits.sort((a, b) => a - b)
    expect(waits[49]).toBeLessThanOrEqual(2500)
    expect(waits[94]).toBeLessThanOrEqual(5000)
  })

  it('the first try comes within a random second, and before pusher-js would try', async () => {
    await open()
    for (const share of [0.02, 0.4, 0.999]) {
      vi.spyOn(Math, 'random').mockReturnValue(share)
      mock.drop({ code: 1006 })
      await pass(0)
      const { retryAt, state } = now()
      expect(state).toBe('connecting')
      expect((retryAt ?? 0) - Date.now()).toBeCloseTo(share * 1000, -1)
      await pass(share * 1000 + 15)
      expect(now()).toMatchObject({ isConnected: true, retryAt: null })
      vi.mocked(Math.random).mockRestore()
      await pass(6000)
    }
  })

  // Drawn numbers would now and then put a try on the edge of the minute, where two intervals are right.
  it.each([0.02, 0.5, 0.98])(
    'tries come every 3 s (by half more or less) for a minute, then after 5, 8, 15 and 30 s (by a fifth): at %d of the spread',
    async (share) => {
      vi.spyOn(Math, 'random').mockReturnValue(share)
      await open()
      const tries: number[] = []
      let count = now().stats.attempts
      const began = performance.now()
      mock.outage()
      await watch(200_000, () => {
        const { attempts } = now().stats
        if (attempts > count) tries.push(performance.now() - began)
        count = attempts
      })
      const gaps = tries.map((at, index) => at - (tries[index - 1] ?? 0))
      const early = gaps.slice(1, tries.filter((at) => at < 60_000).length)
      const late = gaps.slice(early.length + 2)
      expect(early.length).toBeGreaterThan(12)
      expect(late.length).toBeGreaterThan(4)
      const step = 50
      const expectGap = (gap: number | undefined, expected: number) => {
        expect(gap).toBeGreaterThan(expected - step)
        expect(gap).toBeLessThan(expected + 2 * step)
      }
      expectGap(gaps[0], 1000 * share)
      for (const gap of early) expectGap(gap, 3000 * (0.5 + share))
      for (const [index, nominal] of [5000, 8000, 15_000, 30_000, 30_000].entries()) {
        expectGap(late[index], nominal * (0.8 + 0.4 * share))
      }
    },
  )

  it('retryAt is always known, and the try comes then', async () => {
    await open()
    mock.outage()
    await pass(0)
    const misses: number[] = []
    let known = now().retryAt
    let attempts = now().stats.attempts
    await watch(
      150_000,
      () => {
        const { retryAt, stats } = now()
        expect(retryAt).not.toBeNull()
        if (stats.attempts > attempts) misses.push(Math.abs(Date.now() - (known ?? 0)))
        known = retryAt
        attempts = stats.attempts
      },
      10,
    )
    expect(misses.length).toBeGreaterThan(15)
    expect(Math.max(...misses)).toBeLessThanOrEqual(20)
    mock.restore()
    await pass(40_000)
    expect(now()).toMatchObject({ isConnected: true, retryAt: null })
  })

  it('never two sockets at a time, and attempts counts each', async () => {
    await open()
    const sockets = socketsOf(kit)
    sockets.read()
    mock.network = { latency: 40 }
    mock.outage()
    await watch(180_000, () => sockets.read(), 10)
    expect(sockets.most).toBe(1)
    expect(sockets.count).toBeGreaterThan(20)
    expect(now().stats.attempts).toBe(sockets.count)
  })

  it('the state is unavailable after 10 s and stays so between the tries', async () => {
    await open()
    mock.outage()
    await pass(10_900)
    const states = new Set<string>()
    await pass(200)
    await watch(100_000, () => states.add(now().state))
    expect([...states]).toEqual(['unavailable'])
    expect(kit.client?.connection.state).toBe('unavailable')
  })
})

describe('an attempt under way', () => {
  it('is not cut short by the next try: a network of 4 s a trip connects', async () => {
    await open()
    mock.network = { latency: 3900 }
    mock.drop({ code: 1006 })
    await pass(1000 + 4000 * 4)
    expect(now().isConnected).toBe(true)
  })

  it('that hangs is given up after 10 s, with the next try known', async () => {
    await open()
    const sockets = socketsOf(kit)
    sockets.read()
    mock.network = { connect: 'hang' }
    mock.drop({ code: 1006 })
    await pass(1000)
    await watch(60_000, () => {
      sockets.read()
      expect(now().retryAt).toBeGreaterThan(Date.now() - 20)
    })
    expect(sockets.most).toBe(1)
    expect(sockets.count - 1).toBeGreaterThanOrEqual(5)
    expect(sockets.count - 1).toBeLessThanOrEqual(8)
    mock.network = { connect: 'accept' }
    await pass(12_000)
    expect(now().isConnected).toBe(true)
  })

  it('that began with the kit is no retry while it may still succeed', async () => {
    mock.network = { connect: 'hang' }
    create(mock.provider)
    await pass(20)
    await watch(1400, () =>
      expect(now()).toMatchObject({ state: 'connecting', retryAt: null, stats: { attempts: 1 } }),
    )
    await pass(11_000)
    expect(now().retryAt).not.toBeNull()
  })

  it('that pusher-js begins at once after a close 4200 has 10 s of its own', async () => {
    await open()
    const sockets = socketsOf(kit)
    mock.network = { connect: { code: 4200 }, latency: 100 }
    mock.drop({ code: 4200 })
    await watch(1000, () => sockets.read())
    expect(now().retryAt).not.toBeNull()
    await watch(8000, () => sockets.read())
    mock.network = { connect: 'accept', latency: 1500 }
    sockets.read()
    const before = sockets.count
    await watch(7000, () => sockets.read())
    expect([now().isConnected, sockets.count - before]).toEqual([true, 0])
  })

  it('that hangs gets no more time by an error without a code', async () => {
    await open()
    const sockets = socketsOf(kit)
    vi.spyOn(Math, 'random').mockReturnValue(0)
    mock.network = { connect: 'hang' }
    mock.drop({ code: 1006 })
    await pass(100)
    sockets.read()
    const before = sockets.count
    await pass(8000)
    const socket = kit.client?.connection as unknown as { emit: (event: string, data: unknown) => void }
    socket.emit('error', { type: 'WebSocketError', error: { type: 'TransportError' } })
    await pass(2000)
    sockets.read()
    expect(sockets.count).toBe(before + 1)
  })

  it('that failed at the beginning is followed by others', async () => {
    mock.outage()
    create(mock.provider)
    await pass(300)
    expect(now().retryAt).toBeGreaterThan(Date.now())
    await pass(8000)
    expect(now().stats.attempts).toBeGreaterThanOrEqual(2)
    mock.restore()
    await pass(4600)
    expect(now()).toMatchObject({ isConnected: true, stats: { reconnections: 0 } })
  })
})

describe('the kit does not try', () => {
  it.each([4001, 4004, 4009, 4099])(
    'after Pusher refused with %i, even while a try was planned',
    async (code) => {
      await open()
      mock.outage()
      await pass(5000)
      mock.network = { connect: { code } }
      mock.restore()
      await pass(5000)
      expect(now()).toMatchObject({ state: 'disconnected', retryAt: null })
      const { attempts } = now().stats
      mock.network = { connect: 'accept' }
      await pass(120_000)
      expect(now().stats.attempts).toBe(attempts)
      kit.connection.connect()
      await pass(20)
      expect(now().isConnected).toBe(true)
    },
  )

  it.each([
    ['before the first try', 0],
    ['between two tries', 8000],
    ['in a long pause', 110_000],
  ])('after disconnect() %s', async (_, away) => {
    await open()
    mock.outage()
    await pass(away)
    kit.connection.disconnect()
    expect(now()).toMatchObject({ state: 'disconnected', retryAt: null })
    mock.restore()
    await pass(200_000)
    expect(now().state).toBe('disconnected')
    kit.connection.connect()
    await pass(20)
    expect(now().isConnected).toBe(true)
  })

  it('after disconnect() of the raw client, either', async () => {
    await open()
    mock.outage()
    await pass(5000)
    kit.client?.disconnect()
    mock.restore()
    await pass(100_000)
    expect(now()).toMatchObject({ state: 'disconnected', retryAt: null })
  })

  it('after dispose()', async () => {
    await open()
    const client = kit.client
    mock.outage()
    await pass(500)
    kit.dispose()
    mock.restore()
    await pass(100_000)
    expect(client?.connection.state).toBe('disconnected')
    expect(mock.connections).toEqual([])
    expect(vi.getTimerCount()).toBe(0)
  })

  it('with a borrowed client', async () => {
    const client = mock.client()
    create({ client })
    await pass(20)
    mock.outage()
    await pass(0)
    // pusher-js's own next try.
    expect((now().retryAt ?? 0) - Date.now()).toBeCloseTo(1000, -2)
    await pass(1500)
    mock.restore()
    await pass(14_000)
    expect(now().isConnected).toBe(false)
    await pass(1000)
    expect(now().isConnected).toBe(true)
  })
})

describe('close 4100', () => {
  it('is followed by a try after 1 s to 2 s', async () => {
    await open()
    for (const share of [0, 0.5, 0.999]) {
      vi.spyOn(Math, 'random').mockReturnValue(share)
      mock.drop({ code: 4100 })
      await pass(0)
      expect((now().retryAt ?? 0) - Date.now()).toBeCloseTo(1000 + share * 1000, -1)
      await pass(990 + share * 1000)
      expect(now().isConnected).toBe(false)
      await pass(30)
      expect(now().isConnected).toBe(true)
      vi.mocked(Math.random).mockRestore()
      await pass(6000)
    }
  })

  it('does not abort the attempt of a listener that reconnects at once', async () => {
    await open()
    let isDone = false
    kit.connection.subscribe(() => {
      if (isDone || now().retryAt === null) return
      isDone = true
      kit.connection.reconnect()
    })
    mock.drop({ code: 4100 })
    await pass(50)
    expect(now()).toMatchObject({ isConnected: true, stats: { attempts: 2 } })
  })

  it('in answer to a try is waited for as long as after a refused one', async () => {
    await open()
    vi.spyOn(Math, 'random').mockReturnValue(0.999)
    mock.network = { connect: { code: 4100 } }
    mock.drop({ code: 1006 })
    const sockets = socketsOf(kit)
    await watch(30_000, () => {
      sockets.read()
      expect(now().retryAt).not.toBeNull()
    })
    expect(sockets.count).toBeLessThanOrEqual(8)
    expect(sockets.count).toBeGreaterThanOrEqual(7)
  })

  it('is not cut to less than 1 s by a page that becomes visible', async () => {
    await open()
    mock.drop({ code: 4100 })
    await pass(100)
    vi.spyOn(Math, 'random').mockReturnValue(0)
    setVisible(true)
    await pass(850)
    expect(now().isConnected).toBe(false)
    await pass(100)
    expect(now().isConnected).toBe(true)
    vi.mocked(Math.random).mockRestore()
  })
})
