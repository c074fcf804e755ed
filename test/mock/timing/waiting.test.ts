import { createMockPusher, type MockPusher } from 'react-pusher-kit/mock'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

let mock: MockPusher

beforeEach(() => {
  vi.useFakeTimers()
  mock = createMockPusher()
})

afterEach(() => {
  mock.dispose()
  vi.useRealTimers()
})

describe('mock.subscribed', () => {
  it('gives up after its timeout, on the fake clock, and shows the last frames', async () => {
    mock.client().subscribe('logs')
    const start = Date.now()
    await expect(mock.subscribed('lgos', { timeout: 500 })).rejects.toMatchObject({
      code: 'wait_timed_out',
      message: expect.stringMatching(
        /"lgos" within 500 ms[^]*received pusher_internal:subscription_count logs$/,
      ),
    })
    expect(Date.now() - start).toBe(500)
  })

  it.each([
    ['3500 ms', 3500, {}],
    ['`waitTimeout` of the mock', 50, { waitTimeout: 50 }],
  ])('waits for %s by default, as `settled()` does', async (_name, expected, options) => {
    const patient = createMockPusher(options)
    patient.authorize(() => ({ delay: 60_000 }))
    patient.client().subscribe('private-a')
    const start = Date.now()
    await expect(patient.subscribed('private-a')).rejects.toThrow(`within ${expected} ms`)
    expect(Date.now() - start).toBe(expected)
    await expect(patient.settled()).rejects.toThrow(`within ${expected} ms`)
    patient.dispose()
  })

  it('says so when no frame crossed at all', async () => {
    await expect(mock.subscribed('logs', { timeout: 10 })).rejects.toThrow('(no frame crossed)')
  })

  it.each([4200, 1006])(
    'waits for the subscription after a drop with %i, not for the one before',
    async (code) => {
      const pusher = mock.client()
      pusher.subscribe('logs')
      await mock.subscribed('logs')
      const socketId = pusher.connection.socket_id
      mock.drop({ code })
      await mock.subscribed('logs')
      expect(pusher.connection.socket_id).not.toBe(socketId)
      expect(mock.channel('logs').occupied).toBe(true)
    },
  )

  it('does not count the time in which the thread was busy with something else', async () => {
    vi.useRealTimers()
    mock.network = { latency: 5 }
    mock.client().subscribe('logs')
    const subscribed = mock.subscribed('logs', { timeout: 1000 })
    const end = performance.now() + 1100
    while (performance.now() < end);
    await subscribed
    expect(mock.channel('logs').occupied).toBe(true)
  })

  it('moves the fake clock no further than it must', async () => {
    mock.network = { latency: 50 }
    mock.client().subscribe('logs')
    const start = Date.now()
    await mock.subscribed('logs')
    expect(Date.now() - start).toBeLessThanOrEqual(210)
  })
})

describe('mock.settled', () => {
  it('waits for authorisations that take their time', async () => {
    mock.authorize(() => ({ delay: 300 }))
    mock.client().subscribe('private-a')
    await mock.settled()
    expect(mock.channel('private-a').occupied).toBe(true)
  })

  it('waits with real timers too', async () => {
    vi.useRealTimers()
    mock.network = { latency: 5 }
    mock.client().subscribe('logs')
    await mock.settled()
    expect(mock.channel('logs').occupied).toBe(true)
  })
})
