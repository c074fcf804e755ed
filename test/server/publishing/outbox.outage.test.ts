import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { BroadcastError, embedded, memoryStore } from 'react-pusher-kit/server'
import type { BroadcastFailure, Broadcaster, Message } from 'react-pusher-kit/server'
import { bodyOf, demoServer } from '../demo-server.ts'
import { numbersOf } from '../broadcaster/stand-in-upstream.ts'

const hour = 60 * 60_000

/** A backend that can be switched off, and remembers what it took. */
function backend(name: string) {
  const taken: Message[] = []
  const state: { failure: BroadcastFailure | null; calls: number } = { failure: null, calls: 0 }
  const broadcaster: Broadcaster = {
    ...embedded(),
    name,
    key: name,
    async send(messages) {
      state.calls++
      if (state.failure) throw new BroadcastError(state.failure, `${name} is away`)
      taken.push(...messages)
      return 0
    },
  }
  return Object.assign(state, { broadcaster, taken })
}

function numbersIn(taken: readonly Message[], channel: string): number[] {
  return taken.filter(({ channels: [name] }) => name === channel).flatMap(numbersOf)
}

const upTo = (last: number) => Array.from({ length: last }, (_, index) => index + 1)

describe('an outage', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  function start(primary: Broadcaster, fallbacks: Broadcaster[] = []) {
    const lines: string[] = []
    const log = (_: string, message: string, fields?: object) =>
      lines.push(`${message} ${JSON.stringify(fields ?? {})}`)
    return { lines, ...demoServer({ broadcaster: { primary, fallbacks }, log }) }
  }

  it.each(['retry', 'refused', 'throttled'] as const)(
    'of all backends (%s) for half a day costs no numbered event, in order on each channel',
    async (failure) => {
      const a = backend('a')
      const b = backend('b')
      const { server } = start(a.broadcaster, [b.broadcaster])
      a.failure = failure
      b.failure = failure
      const channels = upTo(30).map((id) => `private-user-${id}`)
      for (let i = 1; i <= 24; i++) {
        for (const channel of channels) await server.publish(channel, 'notification', { i })
        await server.publish('logs', 'log', { text: `${i}` })
        await vi.advanceTimersByTimeAsync(hour / 2)
      }
      expect([...a.taken, ...b.taken]).toEqual([])
      // Half a day of attempts, a call each, every five seconds at most.
      expect(a.calls + b.calls).toBeLessThan((2 * 12 * hour) / 4000)
      b.failure = null
      await vi.advanceTimersByTimeAsync(60_000)
      for (const channel of [...channels, 'logs']) expect(numbersIn(b.taken, channel)).toEqual(upTo(24))
      await server.close()
    },
  )

  it('of the quota at all backends ends with the day, and nothing is missing', async () => {
    vi.setSystemTime(Date.UTC(2026, 0, 1, 20))
    const a = backend('a')
    const { server } = start(a.broadcaster)
    a.failure = 'quota'
    for (let i = 1; i <= 5; i++) await server.publish('private-user-1', 'notification', { i })
    await vi.advanceTimersByTimeAsync(3 * hour)
    // One real message every quarter of an hour finds out whether the quota is back.
    expect(a.calls).toBeGreaterThan(8)
    expect(a.calls).toBeLessThan(16)
    a.failure = null
    await vi.advanceTimersByTimeAsync(16 * 60_000)
    expect(numbersIn(a.taken, 'private-user-1')).toEqual(upTo(5))
    await server.close()
  })

  it('flaps between two backends, and no number is missing or out of order', async () => {
    const taken: Message[] = []
    let turn = 0
    const flapping = (name: string, parity: number): Broadcaster => ({
      ...embedded(),
      name,
      async send(messages) {
        if (turn++ % 3 === parity) throw new BroadcastError('retry', 'flap', 500, undefined, 0)
        taken.push(...messages)
        return 0
      },
    })
    const { server } = start(flapping('a', 0), [flapping('b', 1)])
    for (let i = 1; i <= 200; i++) {
      await server.publish('private-user-1', 'notification', { i })
      await vi.advanceTimersByTimeAsync(100)
    }
    await vi.advanceTimersByTimeAsync(60_000)
    expect(numbersIn(taken, 'private-user-1')).toEqual(upTo(200))
    await server.close()
  })

  it('is survived by a clock that is set back a day, and forth', async () => {
    const a = backend('a')
    const { server } = start(a.broadcaster)
    a.failure = 'retry'
    await server.publish('private-user-1', 'notification', {})
    await vi.advanceTimersByTimeAsync(60_000)
    vi.setSystemTime(Date.now() - 24 * hour)
    await vi.advanceTimersByTimeAsync(60_000)
    vi.setSystemTime(Date.now() + 48 * hour)
    a.failure = null
    await vi.advanceTimersByTimeAsync(6000)
    expect(numbersIn(a.taken, 'private-user-1')).toEqual([1])
    await server.close()
  })

  it('of one channel, whose event the backend fails at, holds no other up', async () => {
    const taken: Message[] = []
    let isBroken = true
    const broadcaster: Broadcaster = {
      ...embedded(),
      async send(messages) {
        if (isBroken && messages.some(({ data }) => data.includes('poison')))
          throw new BroadcastError('retry', '500')
        taken.push(...messages)
        return 0
      },
    }
    const { server } = start(broadcaster)
    await server.publish('private-user-0', 'notification', { text: 'poison' })
    await server.publish('private-user-0', 'notification', { text: 'behind it' })
    for (let i = 1; i <= 100; i++) {
      for (let id = 1; id <= 9; id++) await server.publish(`private-user-${id}`, 'notification', { i })
      await vi.advanceTimersByTimeAsync(1000)
    }
    await vi.advanceTimersByTimeAsync(10_000)
    for (let id = 1; id <= 9; id++) expect(numbersIn(taken, `private-user-${id}`)).toEqual(upTo(100))
    expect(numbersIn(taken, 'private-user-0')).toEqual([])
    isBroken = false
    await vi.advanceTimersByTimeAsync(40_000)
    expect(numbersIn(taken, 'private-user-0')).toEqual([1, 2])
    await server.close()
  })

  it('ends with the process: what a closing server cannot send is given up, with the reason', async () => {
    const a = backend('a')
    const { server, lines, request } = start(a.broadcaster)
    a.failure = 'retry'
    for (let i = 1; i <= 3; i++) await server.publish('private-user-1', 'notification', { i })
    await vi.advanceTimersByTimeAsync(60_000)
    await server.close()
    expect(lines.filter((line) => line.startsWith('broadcast given up'))).toEqual([
      'broadcast given up {"channels":1,"events":3,"reason":"a is away"}',
    ])
    expect(vi.getTimerCount()).toBe(0)
    const usage = await bodyOf(await request('/api/v1/pusher/usage', { token: 'token-admin' }))
    expect(usage['errors']).toBeGreaterThanOrEqual(3)
  })

  it('holds a closing server up for ten seconds at most', async () => {
    const broadcaster = { ...embedded(), send: () => new Promise<number>(() => {}) }
    const { server, lines } = start(broadcaster)
    await server.publish('private-user-1', 'notification', {})
    const closing = server.close()
    await vi.advanceTimersByTimeAsync(10_000)
    await closing
    expect(lines.at(-1)).toMatch(/broadcast given up .*"events":1.*closed after 10000 ms/)
  })

  it('of a minute is logged twice: when it begins and when it ends', async () => {
    const a = backend('a')
    const { server, lines } = start(a.broadcaster)
    const atStart = lines.length
    a.failure = 'refused'
    await server.publish('private-user-1', 'notification', {})
    await vi.advanceTimersByTimeAsync(60_000)
    a.failure = null
    await vi.advanceTimersByTimeAsync(10_000)
    expect(lines.slice(atStart)).toEqual([
      '[A] Failing: a is away {}',
      'broadcasts wait for a backend {"channels":1,"reason":"a is away"}',
      '[A] Sends again {}',
      'broadcasting goes on {}',
    ])
    await server.close()
  })
})

describe('a store', () => {
  it('that takes nothing broadcasts nothing', async () => {
    const store = { ...memoryStore(), append: () => Promise.reject(new Error('disk full')) }
    const a = backend('a')
    const { server } = demoServer({ store, broadcaster: a.broadcaster })
    await expect(server.publish('private-user-1', 'notification', {})).rejects.toThrow('disk full')
    await server.close()
    expect(a.calls).toBe(0)
  })
})
