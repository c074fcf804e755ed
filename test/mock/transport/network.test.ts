import Pusher from 'pusher-js'
import { createMockPusher, type MockPusher } from 'react-pusher-kit/mock'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { quickest, timeOf } from '../../run/quickest.ts'

let mock: MockPusher

beforeEach(() => {
  vi.useFakeTimers()
  mock = createMockPusher()
})

afterEach(() => {
  mock.dispose()
  vi.useRealTimers()
})

async function connected(options?: Parameters<MockPusher['client']>[0]): Promise<Pusher> {
  const pusher = mock.client(options)
  pusher.subscribe('logs')
  await mock.subscribed('logs')
  return pusher
}

/** When twenty events arrive, ms after they were published, and which. */
async function arrivals(seed: number): Promise<[number[], number[]]> {
  const ranged = createMockPusher({ latency: [40, 200], seed })
  const times: number[] = []
  const numbers: number[] = []
  ranged
    .client()
    .subscribe('logs')
    .bind('n', (n: number) => {
      times.push(Date.now() - start)
      numbers.push(n)
    })
  await ranged.subscribed('logs')
  const start = Date.now()
  for (let n = 0; n < 20; n++) ranged.trigger('logs', 'n', n)
  await ranged.settled()
  ranged.dispose()
  return [times, numbers]
}

describe('mock.network', () => {
  it('delays every frame by a fixed latency each way', async () => {
    mock.network = { latency: 80 }
    const start = Date.now()
    const pusher = mock.client()
    let connectedAt = 0
    pusher.connection.bind('connected', () => {
      connectedAt = Date.now()
    })
    await mock.settled()
    expect(connectedAt - start).toBe(160)
  })

  it('draws a ranged latency from the seed, and keeps the order of frames', async () => {
    const [times, numbers] = await arrivals(1)
    expect(numbers).toEqual(Array.from({ length: 20 }, (_, n) => n))
    expect(times[0]).toBeGreaterThanOrEqual(40)
    expect(times.at(-1)).toBeLessThanOrEqual(200)
    expect((await arrivals(1))[0]).toEqual(times)
    expect((await arrivals(2))[0]).not.toEqual(times)
  })

  it('keeps the order of frames when the latency falls between them', async () => {
    const pusher = await connected()
    const received: unknown[] = []
    pusher.channel('logs').bind('e', (data: unknown) => received.push(data))
    for (const latency of [80, 0, 40, 0]) {
      mock.network = { latency }
      mock.trigger('logs', 'e', latency)
      await vi.advanceTimersByTimeAsync(7)
    }
    await mock.settled()
    expect(received).toEqual([80, 0, 40, 0])
  })

  it('does not hold frames back when the test sets its clock back', async () => {
    const pusher = await connected()
    const received: unknown[] = []
    pusher.bind('e', (data: unknown) => received.push(data))
    vi.setSystemTime(0)
    mock.trigger('logs', 'e', 1)
    await mock.settled()
    expect(received).toEqual([1])
  })

  it('refuses connections before they open: unavailable after 10 s, no error', async () => {
    mock.network = { connect: 'refuse' }
    const pusher = mock.client()
    const errors: unknown[] = []
    pusher.connection.bind('error', (error: unknown) => errors.push(error))
    await vi.advanceTimersByTimeAsync(9_999)
    expect(pusher.connection.state).toBe('connecting')
    await vi.advanceTimersByTimeAsync(2)
    expect(pusher.connection.state).toBe('unavailable')
    expect(errors).toEqual([])
    mock.network = { connect: 'accept' }
    await vi.advanceTimersByTimeAsync(15_000)
    expect(pusher.connection.state).toBe('connected')
  })

  it('lets connections hang', async () => {
    mock.network = { connect: 'hang' }
    const pusher = mock.client()
    await vi.advanceTimersByTimeAsync(10_001)
    expect(pusher.connection.state).toBe('unavailable')
    expect(mock.connections).toEqual([])
  })

  it.each([
    [4001, 'disconnected'],
    [4004, 'disconnected'],
    [4100, 'connecting'],
    [4200, 'connecting'],
  ])('turns connections away with %i, which pusher-js takes as %s', async (code, state) => {
    mock.network = { connect: { code, reason: 'no' } }
    const pusher = mock.client()
    const codes: number[] = []
    pusher.connection.bind('error', ({ error }: { error: { data: { code: number } } }) =>
      codes.push(error.data.code),
    )
    await vi.advanceTimersByTimeAsync(100)
    expect(codes[0]).toBe(code)
    expect(pusher.connection.state).toBe(state)
  })

  it('loses what the client sends while the server is still heard', async () => {
    const pusher = await connected()
    const received: unknown[] = []
    pusher.bind('e', (data: unknown) => received.push(data))
    mock.network = { loss: 'up' }
    pusher.subscribe('other')
    mock.trigger('logs', 'e', 1)
    await mock.settled()
    expect(received).toEqual([1])
    expect(mock.channel('other').occupied).toBe(false)
  })

  it('loses what the server sends while the client is still heard, until pusher-js misses its pong', async () => {
    const pusher = await connected()
    mock.network = { loss: 'down' }
    pusher.subscribe('other')
    await mock.settled()
    expect(mock.channel('other').occupied).toBe(true)
    expect(pusher.channel('other').subscribed).toBe(false)
    await vi.advanceTimersByTimeAsync(120_000 + 30_000)
    expect(pusher.connection.state).toBe('connecting')
  })
})

describe('mock.drop', () => {
  it.each([
    [1000, 'connected', 1_100],
    [1006, 'connected', 1_100],
    [4100, 'connected', 1_100],
    [4200, 'connected', 100],
    [4201, 'connected', 100],
    [4001, 'disconnected', 100],
  ])('with %i leaves the client %s', async (code, state, within) => {
    const pusher = await connected()
    const socketId = pusher.connection.socket_id
    mock.drop({ code })
    await vi.advanceTimersByTimeAsync(within)
    expect(pusher.connection.state).toBe(state)
    expect(mock.connections.some((connection) => connection.socketId === socketId)).toBe(false)
  })

  it('can close one connection only', async () => {
    const ada = await connected()
    const bob = await connected()
    const before = bob.connection.socket_id
    mock.connections.find(({ socketId }) => socketId === ada.connection.socket_id)?.close(4001)
    await mock.settled()
    expect(ada.connection.state).toBe('disconnected')
    expect(bob.connection.socket_id).toBe(before)
  })
})

describe('mock.outage', () => {
  it('ends connections and refuses new ones until restore', async () => {
    const pusher = await connected()
    mock.outage()
    await vi.advanceTimersByTimeAsync(5_000)
    expect(pusher.connection.state).toBe('connecting')
    expect(mock.connections).toEqual([])
    mock.restore()
    await vi.advanceTimersByTimeAsync(60_000)
    expect(pusher.connection.state).toBe('connected')
    expect(mock.channel('logs').subscriptionCount).toBe(1)
  })
})

describe('mock.restore with reconnect: now', () => {
  const now = { reconnect: 'now' } as const

  it.each([
    ['at once', 0],
    ['while pusher-js still calls itself connected', 500],
    ['after its first try', 3000],
    ['once it is unavailable', 20_000],
  ])('connects every client anew %s', async (_, away) => {
    const pusher = await connected()
    const before = pusher.connection.socket_id
    mock.outage()
    if (away > 0) await vi.advanceTimersByTimeAsync(away)
    const started = Date.now()
    mock.restore(now)
    await mock.subscribed('logs')
    expect(Date.now() - started).toBeLessThan(20)
    expect(pusher.connection.socket_id).not.toBe(before)
    expect(mock.channel('logs').subscriptionCount).toBe(1)
    // Nothing that was planned before disturbs the connection.
    const { socket_id: socketId } = pusher.connection
    await vi.advanceTimersByTimeAsync(90_000)
    expect(pusher.connection.socket_id).toBe(socketId)
  })

  it('takes at most 50 ms of real time, outage and all', async () => {
    vi.useRealTimers()
    mock.dispose()
    mock = createMockPusher()
    const pusher = await connected()
    const round = async () => {
      mock.outage()
      await mock.settled()
      mock.restore(now)
      await mock.subscribed('logs')
    }
    expect(await quickest(50, () => timeOf(round))).toBeLessThan(50)
    expect(pusher.connection.state).toBe('connected')
  })

  it('leaves alone who is connected, and who disconnected', async () => {
    const pusher = await connected()
    const away = await connected()
    away.disconnect()
    await mock.settled()
    const { socket_id: socketId } = pusher.connection
    mock.restore(now)
    await mock.settled()
    expect(pusher.connection.socket_id).toBe(socketId)
    expect(away.connection.state).toBe('disconnected')
  })
})

describe('mock.offline', () => {
  it('passes nothing in either direction, and online is noticed at once', async () => {
    const pusher = await connected()
    const received: unknown[] = []
    pusher.bind('e', (data: unknown) => received.push(data))
    mock.offline()
    mock.trigger('logs', 'e', 'lost')
    await vi.advanceTimersByTimeAsync(31_000)
    expect(pusher.connection.state).toBe('connecting')
    mock.online()
    await mock.subscribed('logs')
    expect(pusher.connection.state).toBe('connected')
    expect(received).toEqual([])
  })

  it('fails requests to the endpoints', async () => {
    mock.offline()
    await expect(mock.fetch('/api/v1/pusher/status')).rejects.toThrow(TypeError)
  })

  it('is told to the clients of this mock alone', async () => {
    const other = createMockPusher()
    const theirs = other.client()
    theirs.subscribe('logs')
    await other.subscribed('logs')
    await connected()
    mock.offline()
    await other.settled()
    expect(other.frames.filter(({ event }) => event === 'pusher:ping')).toEqual([])
    other.dispose()
  })
})

describe('mock.dispose', () => {
  it('leaves no instance, no network listener and no timer behind', async () => {
    const network = Pusher.Runtime.getNetwork() as unknown as {
      callbacks: { _callbacks: Record<string, unknown[] | undefined> }
    }
    const { _callbacks: registered } = network.callbacks
    const listeners = (): number =>
      Object.values(registered).reduce((sum, list) => sum + (list?.length ?? 0), 0)
    const before = { instances: Pusher.instances.length, listeners: listeners() }
    const own = createMockPusher({ latency: 50 })
    own.authorize(() => ({ delay: 1000 }))
    own.client().subscribe('private-a')
    own.client()
    await vi.advanceTimersByTimeAsync(200)
    own.join('presence-a', { id: 1 })
    own.dispose()
    own.dispose()
    await vi.advanceTimersByTimeAsync(0)
    expect({ instances: Pusher.instances.length, listeners: listeners() }).toEqual(before)
    mock.dispose()
    expect(vi.getTimerCount()).toBe(0)
  })

  it.each([4100, 4200])('ends clients whose connection was closed with %i for good', async (code) => {
    const pusher = await connected()
    mock.drop({ code })
    await vi.advanceTimersByTimeAsync(0)
    mock.dispose()
    await vi.advanceTimersByTimeAsync(60_000)
    expect(pusher.connection.state).toBe('disconnected')
    expect(vi.getTimerCount()).toBe(0)
  })

  it('makes any later use say so', async () => {
    mock.dispose()
    const uses = [
      () => mock.client(),
      () => mock.provider.createClient('k'),
      () => mock.trigger('logs', 'e', 1),
      () => mock.join('presence-a', { id: 1 }),
      () => mock.sendToUser('1', 'e', 1),
      () => mock.drop(),
      () => mock.outage(),
      () => mock.offline(),
    ]
    for (const use of uses) expect(use).toThrow(expect.objectContaining({ code: 'mock_disposed' }) as Error)
    await expect(mock.settled()).rejects.toThrow('create one mock per test')
    await expect(mock.subscribed('logs')).rejects.toThrow('create one mock per test')
  })

  it('keeps the transcript readable', async () => {
    await connected()
    mock.dispose()
    expect(mock.frames.length).toBeGreaterThan(0)
  })
})
