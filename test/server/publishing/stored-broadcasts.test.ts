import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { BroadcastError, createPusherServer, devTokens, embedded } from 'react-pusher-kit/server'
import type { Broadcaster, BroadcastFailure, EventStore, Message } from 'react-pusher-kit/server'
import { libsqlStore } from 'react-pusher-kit/stores'
import { passTime } from '../pass-time.ts'
import { leaseLifetime } from '../../../src/server/store/cursor-store.ts'
import { numbersOf } from '../broadcaster/stand-in-upstream.ts'

const upTo = (last: number, first = 1) =>
  Array.from({ length: last - first + 1 }, (_, index) => first + index)
/** ms after which another server has taken a channel over: the lease ends, and the next search finds it. */
const takenOver = leaseLifetime + 1000

/** A backend that several servers share, as Pusher is. */
function sharedBackend() {
  const taken: Message[] = []
  const state: { failure: BroadcastFailure | null; delay: number } = { failure: null, delay: 5 }
  const broadcaster: Broadcaster = {
    ...embedded(),
    type: 'pusher',
    async send(messages) {
      await new Promise((resolve) => setTimeout(resolve, state.delay))
      if (state.failure) throw new BroadcastError(state.failure, 'away')
      taken.push(...messages)
      return null
    },
  }
  const numbers = (channel = 'logs') =>
    taken.filter(({ channels: [name] }) => name === channel).flatMap(numbersOf)
  return Object.assign(state, { broadcaster, taken, numbers })
}

describe('servers that share a store and a backend', () => {
  let store: EventStore
  let backend: ReturnType<typeof sharedBackend>
  let servers: ReturnType<typeof createPusherServer>[]

  beforeEach(() => {
    vi.useFakeTimers()
    store = libsqlStore({ file: ':memory:' })
    backend = sharedBackend()
    servers = []
  })
  afterEach(async () => {
    backend.failure = null
    const closed = Promise.all(servers.map((server) => server.close()))
    await passTime(20_000)
    await closed
    await store.close()
    vi.useRealTimers()
  })

  function start(options: { broadcaster?: Broadcaster; store?: EventStore; log?: () => void } = {}) {
    const server = createPusherServer({
      broadcaster: backend.broadcaster,
      authenticate: devTokens({}),
      store,
      ...options,
    })
    servers.push(server)
    return server
  }

  /** A server whose process ends: what it waits for never comes, and it writes nothing any more. */
  function startMortal(until: 'append' | 'call' | 'cursor') {
    let isDead = false
    const never = new Promise<never>(() => {})
    const guard = async <T>(work: () => Promise<T>): Promise<T> => (isDead ? never : work())
    const { cursors } = store
    if (!cursors) throw new Error('Expected cursors.')
    const server = createPusherServer({
      broadcaster: {
        ...backend.broadcaster,
        send: (messages) =>
          guard(async () => {
            if (until === 'append') return ((isDead = true), never)
            const result = await backend.broadcaster.send(messages)
            if (until === 'call') return ((isDead = true), never)
            isDead = until === 'cursor'
            return result
          }),
      },
      authenticate: devTokens({}),
      store: {
        ...store,
        append: (request) => guard(() => store.append(request)),
        cursors: {
          ...cursors,
          claim: (...args) => guard(() => cursors.claim(...args)),
          advance: (...args) => guard(() => cursors.advance(...args)),
          release: (holder) => guard(() => cursors.release(holder)),
        },
      },
    })
    return server
  }

  const log = (server: ReturnType<typeof createPusherServer>, count = 1) =>
    server.publishLog(Array.from({ length: count }, (_, index) => ({ text: `line ${index}` })))

  it('broadcast one channel in the order of its numbers, whichever server stored them', async () => {
    const three = [start(), start(), start()]
    for (let i = 0; i < 300; i++) {
      void log(three[i % 3] as (typeof three)[0])
      if (i % 7 === 0) await passTime(3)
    }
    await passTime(1000)
    expect(backend.numbers()).toEqual(upTo(300))
  })

  it.each(['append', 'call', 'cursor'] as const)(
    'go on within 3 s with what one left that ended after the %s',
    async (until) => {
      const first = startMortal(until)
      await log(first, 3)
      await passTime(10)
      const second = start()
      void log(second)
      await passTime(takenOver)
      expect([...new Set(backend.numbers())]).toEqual(upTo(4))
      // Only what was broadcast, but not written as such, is repeated.
      expect(backend.numbers()).toHaveLength(until === 'append' ? 4 : 7)
    },
  )

  it('leave the connection out that caused an event, whoever broadcasts it', async () => {
    await startMortal('append').publish('logs', 'log', { text: 'a' }, { socketId: '1.2' })
    start()
    await passTime(takenOver)
    expect(backend.taken).toMatchObject([{ socketId: '1.2' }])
  })

  it('broadcast a repeated request whose first server ended before it did', async () => {
    const publish = (server: ReturnType<typeof createPusherServer>) =>
      server.publish('logs', 'log', { text: 'a' }, { idempotencyKey: 'request-1' })
    await publish(startMortal('append'))
    await passTime(takenOver)
    const second = start({ broadcaster: backend.broadcaster })
    await publish(second)
    await passTime(50)
    expect(backend.numbers()).toEqual([1])
  })

  it('keep what waits in an outage, and broadcast all of it afterwards, once and in order', async () => {
    const two = [start(), start()] as const
    backend.failure = 'retry'
    for (let i = 0; i < 60; i++) {
      await log(two[i % 2 ? 0 : 1])
      await passTime(1000)
    }
    expect(backend.numbers()).toEqual([])
    backend.failure = null
    await passTime(30_000)
    expect(backend.numbers()).toEqual(upTo(60))
  })

  it('keep the lease during a call that takes longer than a lease', async () => {
    const two = [start(), start()] as const
    backend.delay = 8000
    // The first one looks for free leases before the second one does.
    await log(two[1], 3)
    await log(two[0], 3)
    await passTime(40_000)
    expect(backend.numbers()).toEqual(upTo(6))
  })

  it('hand over what is left when they close', async () => {
    const first = start()
    backend.failure = 'retry'
    await log(first, 3)
    const closed = first.close()
    await passTime(20_000)
    await closed
    backend.failure = null
    start()
    await passTime(600)
    expect(backend.numbers()).toEqual(upTo(3))
  })

  it('leave nothing to others that was published after they closed', async () => {
    const first = start()
    await first.close()
    await log(first, 3)
    await passTime(100)
    start()
    await passTime(takenOver)
    expect(backend.numbers()).toEqual(upTo(3))
  })

  it('catch up on request', async () => {
    await log(startMortal('append'), 250)
    await passTime(leaseLifetime)
    const found = start().catchUp()
    await passTime(400)
    expect(await found).toBe(250)
    expect(backend.numbers()).toEqual(upTo(250))
  })

  it('pass over what the backend rejects, and what retention deleted', async () => {
    const { broadcaster } = backend
    const picky: Broadcaster = {
      ...broadcaster,
      async send(messages) {
        if (messages.some(({ data }) => data.includes('poison')))
          throw new BroadcastError('rejected', 'invalid')
        return broadcaster.send(messages)
      },
    }
    const first = start({ broadcaster: picky })
    await first.publishLog([{ text: 'a' }, { text: 'poison' }, { text: 'b' }])
    await passTime(1000)
    expect(backend.numbers()).toEqual([1, 3])
    await log(startMortal('append'), 5)
    await store.prune({ maxCount: 2 })
    await passTime(takenOver)
    expect(backend.numbers()).toEqual([1, 3, 7, 8])
    expect(await store.cursors?.claim('x', 10)).toEqual([])
    await passTime(10_000)
    expect(backend.numbers()).toEqual([1, 3, 7, 8])
  })

  it('pass over a channel all of whose events retention deleted', async () => {
    await log(startMortal('append'), 5)
    await store.prune({ maxCount: 0 })
    start()
    await passTime(takenOver)
    expect(backend.numbers()).toEqual([])
    const { epoch } = await store.history({ channel: 'logs', limit: 1 })
    expect(await store.cursors?.advance('x', [{ channel: 'logs', seq: 0, epoch }])).toMatchObject([
      { seq: 5 },
    ])
  })

  it('go on after a new epoch', async () => {
    const server = start()
    await log(server, 2)
    await passTime(500)
    await store.newEpoch()
    await log(server, 2)
    await passTime(5000)
    expect(backend.numbers()).toEqual(upTo(4))
  })

  it('broadcast what waits when the epoch changes, under the new one', async () => {
    const [first, second] = [start(), start()]
    backend.delay = 1000
    await log(first, 1)
    // Read from the store when the first call has ended.
    await log(second, 3)
    const epoch = await store.newEpoch()
    await passTime(20_000)
    expect([...new Set(backend.numbers())]).toEqual(upTo(4))
    expect(backend.taken.at(-1)?.data).toContain(`"epoch":"${epoch}"`)
  })

  it('close within 10 s while the store cannot be reached', async () => {
    const { cursors } = store
    if (!cursors) throw new Error('Expected cursors.')
    let isAway = false
    const server = start({
      store: {
        ...store,
        cursors: {
          ...cursors,
          advance: async (...args) => {
            if (isAway) throw new Error('away')
            return cursors.advance(...args)
          },
        },
      },
    })
    backend.delay = 3000
    await log(server, 20)
    await log(server, 20)
    isAway = true
    const startedAt = Date.now()
    const closed = server.close().then(() => Date.now() - startedAt)
    await passTime(15_000)
    expect(await closed).toBeLessThanOrEqual(10_000)
  })

  it('hold back what they cannot write to the store, and go on when it is back', async () => {
    const { cursors } = store
    if (!cursors) throw new Error('Expected cursors.')
    let isAway = false
    const lines: string[] = []
    let attempts = 0
    const guard = async <T>(work: () => Promise<T>): Promise<T> => {
      attempts++
      if (isAway) throw new Error('away')
      return work()
    }
    const server = createPusherServer({
      broadcaster: backend.broadcaster,
      authenticate: devTokens({}),
      log: (level, message) => level !== 'info' && lines.push(message),
      store: {
        ...store,
        cursors: {
          ...cursors,
          claim: (...args) => guard(() => cursors.claim(...args)),
          advance: (...args) => guard(() => cursors.advance(...args)),
        },
      },
    })
    servers.push(server)
    await log(server, 2)
    await passTime(2)
    isAway = true
    attempts = 0
    await passTime(60_000)
    // Twice a second for the search and for the cursors, and now and then before a call.
    expect(attempts).toBeLessThan(300)
    isAway = false
    await log(server, 2)
    await passTime(60_000)
    expect(backend.numbers()).toEqual(upTo(4))
    // One line for an outage, not one for each attempt.
    expect(lines.filter((text) => text.includes('cursors'))).toHaveLength(1)
    expect(await cursors.claim('x', 10)).toEqual([])
  })
})
