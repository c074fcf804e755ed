// @vitest-environment happy-dom
import { createMockPusher, type MockPusher } from 'react-pusher-kit/mock'
import { createPusherKit, type KitOptions, type PusherKit } from 'react-pusher-kit/client'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { socketsOf } from '../../support/attempts.ts'

let mock: MockPusher
let kit: PusherKit
const visibility = vi.spyOn(document, 'visibilityState', 'get')
const onLine = vi.spyOn(navigator, 'onLine', 'get')

beforeEach(() => {
  vi.useFakeTimers()
  visibility.mockReturnValue('visible')
  onLine.mockReturnValue(true)
  mock = createMockPusher()
})
afterEach(() => {
  kit.dispose()
  mock.dispose()
  vi.unstubAllGlobals()
  vi.spyOn(Math, 'random').mockRestore()
  vi.useRealTimers()
})

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms)
const now = () => kit.connection.getSnapshot()

async function open(options: KitOptions = {}) {
  kit = createPusherKit({ ...mock.provider, ...options })
  await pass(20)
  expect(now().isConnected).toBe(true)
}

/** Lets time pass in steps, and looks on. */
async function watch(ms: number, look: () => void, step = 50) {
  for (let passed = 0; passed < ms; passed += step) {
    await pass(step)
    look()
  }
}

function setVisible(isVisible: boolean) {
  visibility.mockReturnValue(isVisible ? 'visible' : 'hidden')
  document.dispatchEvent(new Event('visibilitychange'))
}

function setOnline(isOnline: boolean) {
  onLine.mockReturnValue(isOnline)
  dispatchEvent(new Event(isOnline ? 'online' : 'offline'))
}

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
    'tries come every 3 s (± 50 %%) for a minute, then after 5, 8, 15 and 30 s (± 20 %%): at %d of the spread',
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
    kit = createPusherKit(mock.provider)
    await pass(20)
    expect(now()).toMatchObject({ state: 'connecting', retryAt: null, stats: { attempts: 1 } })
    await pass(11_000)
    expect(now().retryAt).not.toBeNull()
  })

  it('that failed at the beginning is followed by others', async () => {
    mock.outage()
    kit = createPusherKit(mock.provider)
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
    kit = createPusherKit({ client })
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

  it('in answer to a try is waited for as long as after a refused one', async () => {
    await open()
    mock.network = { connect: { code: 4100 } }
    mock.drop({ code: 1006 })
    const sockets = socketsOf(kit)
    await watch(30_000, () => {
      sockets.read()
      expect(now().retryAt).not.toBeNull()
    })
    expect(sockets.count).toBeLessThanOrEqual(24)
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
  })
})
