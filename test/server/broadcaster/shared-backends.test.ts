import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { BroadcastError, createPusherServer, embedded, memoryStore } from 'react-pusher-kit/server'
import type { Broadcaster, BroadcastFailure, Message, PusherServerOptions } from 'react-pusher-kit/server'
import { SetupError } from '../../../src/server/broadcaster/broadcaster.ts'
import { MemoryBackendStates } from './memory-backend-states.ts'

const message: Message = { channels: ['news'], event: 'x', data: '{}' }
const minute = 60_000
const day = 24 * 60 * minute
const start = Date.UTC(2026, 5, 1, 12)

/** One backend, as all servers reach it. */
class SharedBackend {
  /** What becomes of each message. */
  answer: () => unknown = () => {}
  attempts = 0
  readonly #name: string

  constructor(name: string) {
    this.#name = name
  }

  fails(failure: BroadcastFailure, status: number | null = null, text: string = failure): void {
    this.answer = () => {
      throw new BroadcastError(failure, text, status)
    }
  }

  broadcaster(type: Broadcaster['type'] = 'pusher'): Broadcaster {
    return {
      name: this.#name,
      type,
      key: `key-${this.#name}`,
      secret: 'secret',
      cluster: 'eu',
      useTls: true,
      send: async () => {
        this.attempts++
        await this.answer()
        return null
      },
      terminateUser: async () => {},
    }
  }
}

describe('servers that share the states of their backends', () => {
  let states: MemoryBackendStates
  let primary: SharedBackend
  let fallback: SharedBackend
  let stop: (() => Promise<void>)[]

  beforeEach(() => {
    vi.useFakeTimers({ now: start })
    states = new MemoryBackendStates()
    primary = new SharedBackend('primary')
    fallback = new SharedBackend('fallback')
    stop = []
  })
  afterEach(async () => {
    states.before = () => {}
    const closing = stop.map((close) => close())
    // What a call without an answer waits for.
    await vi.advanceTimersByTimeAsync(10_000)
    await Promise.all(closing)
    vi.useRealTimers()
  })

  async function server(options: Partial<PusherServerOptions> & { toAll?: boolean } = {}) {
    const { toAll: broadcastToAll = false, ...others } = options
    const lines: string[] = []
    const { broadcaster, fetch, close } = createPusherServer({
      authenticate: () => ({ id: '1', roles: ['admin'] }),
      broadcaster: {
        primary: primary.broadcaster(),
        fallbacks: [fallback.broadcaster()],
        retryDelays: [],
        broadcastToAll,
      },
      store: { ...memoryStore(), backends: states },
      log: (_, text) => lines.push(text),
      ...others,
    })
    stop.push(close)
    await vi.advanceTimersByTimeAsync(0)
    return {
      lines,
      fetch,
      send: (count = 1) => Promise.all(Array.from({ length: count }, () => broadcaster.send([message]))),
      active: () => broadcaster.active.name,
      reports: () => broadcaster.status().broadcasters,
      broadcaster,
    }
  }

  const passes = (ms: number) => vi.advanceTimersByTimeAsync(ms)

  it('agree within a second, on the backend and on what they answer', async () => {
    const [a, b] = [await server(), await server()]
    primary.fails('quota', 403, 'The backend answered 403: Over quota.')
    await a.send()
    expect([a.active(), b.active()]).toEqual(['fallback', 'primary'])
    await passes(1000)
    expect(b.active()).toBe('fallback')
    await passes(1000)
    expect(b.reports()).toEqual(a.reports())
    expect(b.reports()).toMatchObject([
      { status: 'limit_reached', error_count: 1, reason: 'The backend answered 403: Over quota.' },
      { status: 'active', message_count: 1 },
    ])
    const word = '[PRIMARY] Another server reports: The quota of the day is used up.'
    expect(b.lines.filter((line) => line === word)).toHaveLength(1)
    await b.send()
    expect(primary.attempts).toBe(1)
    expect(b.lines).toContain('[BROADCASTER_MANAGER] fallback took over from primary')
  })

  it('go on with what was known before a restart, and count on', async () => {
    const a = await server()
    primary.fails('retry', 500)
    await a.send(3)
    await passes(1000)
    const before = a.reports()
    await stop.pop()?.()
    const b = await server()
    expect(b.reports()).toEqual(before)
    expect(b.active()).toBe('fallback')
    await b.send()
    expect([primary.attempts, b.reports()[1]?.message_count]).toEqual([3, 4])
  })

  it('are out of quota until midnight by the clock of the store', async () => {
    const a = await server({ now: () => Date.now() + 13 * 60 * minute })
    const b = await server({ now: () => Date.now() - 13 * 60 * minute })
    primary.fails('quota')
    await a.send()
    await passes(1000)
    expect(states.rowOf('primary key-primary').outOfQuotaUntil).toBe(Math.ceil(start / day) * day)
    for (const hours of [0, 11.9]) {
      vi.setSystemTime(start + hours * 60 * minute)
      await passes(1000)
      expect([a.active(), b.active()]).toEqual(['fallback', 'fallback'])
    }
  })

  it('probe a backend once, whichever server and however many messages', async () => {
    const servers = [await server(), await server(), await server()]
    primary.fails('retry')
    await servers[0]?.send()
    await passes(31_000)
    let succeed = () => {}
    primary.answer = () => new Promise<void>((resolve) => (succeed = resolve))
    const sending = servers.map(({ send }) => send(5))
    await passes(500)
    expect([primary.attempts, fallback.attempts]).toEqual([2, 15])
    succeed()
    await Promise.all(sending)
    await passes(1000)
    expect(servers.map(({ active }) => active())).toEqual(['primary', 'primary', 'primary'])
    primary.answer = () => {}
    for (const { send } of servers) await send()
    expect([primary.attempts, fallback.attempts]).toEqual([5, 15])
  })

  it('probe it later, and later again, when a probe fails', async () => {
    const [a, b] = [await server(), await server()]
    primary.fails('retry')
    await a.send()
    await passes(31_000)
    await b.send()
    expect(primary.attempts).toBe(2)
    await passes(31_000)
    await a.send()
    await b.send()
    expect(primary.attempts).toBe(2)
    await passes(30_000)
    await a.send()
    expect(primary.attempts).toBe(3)
    expect(states.rowOf('primary key-primary')).toMatchObject({ rests: 3 })
  })

  it('try a backend that fails where there is no other, and say that it fails', async () => {
    const only = { broadcaster: { primary: primary.broadcaster(), retryDelays: [] } }
    const [a, b] = [await server(only), await server(only)]
    primary.fails('retry')
    await expect(a.send()).rejects.toMatchObject({ failure: 'retry' })
    await passes(31_000)
    const results = await Promise.allSettled([a.send(), b.send()])
    expect(results).toMatchObject([{ reason: { failure: 'retry' } }, { reason: { failure: 'retry' } }])
  })

  it('send to all that can, and probe the others once', async () => {
    const [a, b] = [await server({ toAll: true }), await server({ toAll: true })]
    primary.fails('retry')
    await a.send()
    await passes(31_000)
    await Promise.all([a.send(3), b.send(3)])
    expect([primary.attempts, fallback.attempts]).toEqual([2, 7])
  })

  it('take no message for a recovery that was accepted before another server reported a failure', async () => {
    const [a, b] = [await server(), await server()]
    let accept = () => {}
    primary.answer = () => new Promise<void>((resolve) => (accept = resolve))
    const early = b.send()
    await passes(0)
    primary.fails('quota')
    await a.send()
    await passes(1000)
    accept()
    await early
    expect([a.active(), b.active()]).toEqual(['fallback', 'fallback'])
    expect(states.rowOf('primary key-primary')).toMatchObject({ version: 1 })
  })

  it('write the last state when it changes while one is written', async () => {
    const a = await server()
    let written = () => {}
    states.before = (call) =>
      call === 'write' ? new Promise<void>((resolve) => (written = resolve)) : undefined
    primary.fails('retry')
    await a.send()
    await passes(31_000)
    primary.answer = () => {}
    await a.send()
    states.before = () => {}
    written()
    await passes(1000)
    expect(states.rowOf('primary key-primary')).toMatchObject({ version: 2, failure: null, rests: 0 })
    expect(a.active()).toBe('primary')
  })

  it('take no older state from a read while a newer one waits to be written', async () => {
    const a = await server({ broadcaster: { primary: primary.broadcaster(), retryDelays: [] } })
    let answer = () => {}
    states.after = () => new Promise<void>((resolve) => (answer = resolve))
    primary.fails('retry')
    await expect(a.send()).rejects.toMatchObject({ failure: 'retry' })
    primary.answer = () => {}
    await a.send()
    await passes(1500)
    expect(a.reports()).toMatchObject([{ status: 'active' }])
    states.after = () => {}
    answer()
    await passes(1500)
    expect(states.rowOf('primary key-primary')).toMatchObject({ version: 2, failure: null })
    expect(a.reports()).toMatchObject([{ status: 'active' }])
  })

  it('let a server that has just started try a backend once that refused the credentials', async () => {
    const a = await server()
    primary.fails('refused', 401)
    await a.send()
    const b = await server()
    await b.send(3)
    expect(primary.attempts).toBe(2)
    const c = await server()
    primary.answer = () => {}
    await c.send()
    await passes(1000)
    expect([a, b, c].map(({ active }) => active())).toEqual(['primary', 'primary', 'primary'])
  })

  it('let no server try such a backend that ran already', async () => {
    const [a, b] = [await server(), await server()]
    primary.fails('refused', 401)
    await a.send()
    await passes(1000)
    await b.send(3)
    expect(primary.attempts).toBe(1)
    expect(b.active()).toBe('fallback')
  })

  it('let a server that has tried such a backend once try it again as all others do', async () => {
    const a = await server()
    primary.fails('refused', 401)
    await a.send()
    const b = await server()
    await b.send()
    await passes(61_000)
    expect(primary.attempts).toBe(2)
    await Promise.all([a.send(3), b.send(3)])
    expect(primary.attempts).toBe(3)
  })

  it('keep a failure of their own setup to themselves', async () => {
    const [a, b] = [await server(), await server()]
    primary.answer = () => {
      throw new SetupError('Expected the package pusher to be installed but it is not.')
    }
    await a.send()
    await passes(40_000)
    expect([a.active(), b.active()]).toEqual(['fallback', 'primary'])
    await a.send()
    expect(primary.attempts).toBe(2)
    expect(states.calls).not.toContain('claim')
    expect(states.rowOf('primary key-primary')).toMatchObject({ version: 0, failure: null })
  })

  it.each([
    ['rejects', () => Promise.reject(new Error('The database is away.'))],
    [
      'throws',
      () => {
        throw new Error('The database is away.')
      },
    ],
    ['answers nothing', () => new Promise<never>(() => {})],
  ])('go on with what they know while the store %s, and share it afterwards', async (_, before) => {
    const [a, b] = [await server(), await server()]
    states.before = before
    primary.fails('quota')
    // No timer has to pass for these.
    await a.send(2)
    await b.send()
    expect([a.active(), b.active(), primary.attempts]).toEqual(['fallback', 'fallback', 3])
    await passes(45_000)
    const word = 'state of the backends could not be shared'
    for (const { lines } of [a, b]) expect(lines.filter((line) => line === word)).toHaveLength(1)
    expect(a.reports()).toMatchObject([{ error_count: 2 }, { message_count: 2 }])
    states.before = () => {}
    await passes(12_000)
    for (const { lines } of [a, b]) {
      expect(lines.filter((line) => line === word)).toHaveLength(1)
      expect(lines.filter((line) => line === 'state of the backends is shared again')).toHaveLength(1)
    }
    const c = await server()
    expect(c.active()).toBe('fallback')
    expect(c.reports()).toMatchObject([{ error_count: 3 }, { message_count: 3 }])
  })

  it('wait for a claim for a quarter of a second', async () => {
    const a = await server()
    primary.fails('retry')
    await a.send()
    await passes(31_000)
    states.before = (call) => (call === 'claim' ? new Promise<never>(() => {}) : undefined)
    primary.answer = () => {}
    const sending = a.send()
    await passes(249)
    expect(primary.attempts).toBe(1)
    await passes(1)
    await sending
    expect(primary.attempts).toBe(2)
  })

  it('answer within a second about their backends while the store answers nothing', async () => {
    const a = await server()
    await passes(10)
    states.before = () => new Promise<never>(() => {})
    await passes(2000)
    const answers = ['/api/v1/pusher/status', '/admin/broadcaster-status'].map((path) =>
      a.fetch(new Request(`https://app.example${path}`)),
    )
    await passes(1000)
    expect((await Promise.all(answers)).map(({ status }) => status)).toEqual([200, 200])
  })

  it('start anew with a store that was emptied', async () => {
    const [a, b] = [await server(), await server()]
    primary.fails('retry')
    await a.send()
    await passes(2000)
    expect(b.active()).toBe('fallback')
    states.rows.clear()
    await passes(2000)
    expect([a.active(), b.active()]).toEqual(['primary', 'primary'])
  })

  it('rest no longer than there are rests, whatever the clock of the store was', async () => {
    const failure = { failure: 'quota', status: null, message: '' } as const
    const row = { version: 7, failure, outOfQuotaUntil: start + 9 * day, restsUntil: start + 9 * day }
    Object.assign(states.rowOf('primary key-primary'), row)
    const a = await server()
    expect(a.active()).toBe('primary')
    Object.assign(states.rowOf('primary key-primary'), { version: 8, outOfQuotaUntil: start + day })
    await passes(1000)
    expect(a.active()).toBe('fallback')
    await a.send()
    expect(primary.attempts).toBe(0)
  })

  it('store a reason of 500 characters at most', async () => {
    const a = await server()
    primary.fails('retry', 500, 'x'.repeat(10_000))
    await a.send()
    expect(states.rowOf('primary key-primary').failure?.message).toHaveLength(500)
  })

  it('keep the states of two apps apart', async () => {
    const a = await server()
    primary.fails('quota')
    await a.send()
    const other = { ...primary.broadcaster(), key: 'key-of-another-app' }
    const b = await server({ broadcaster: { primary: other, fallbacks: [fallback.broadcaster()] } })
    expect(b.active()).toBe('primary')
  })

  it('read once a second, in one call, and not after they were closed', async () => {
    const a = await server()
    states.calls.length = 0
    await passes(10_000)
    expect(states.calls).toEqual(Array.from({ length: 10 }, () => 'read'))
    await a.send()
    await stop.pop()?.()
    expect(states.rowOf('primary key-primary').messages).toBe(1)
    states.calls.length = 0
    await passes(10_000)
    expect(states.calls).toEqual([])
  })

  it('read and write at requests where a process lives for one', async () => {
    const a = await server({
      lifetime: 'request',
      authorize: { news: { publish: () => true } },
      rateLimit: false,
    })
    await passes(10_000)
    expect(states.calls).toEqual([])
    const body = JSON.stringify({ channel: 'news', event: 'x', data: {} })
    const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body }
    const publish = () => a.fetch(new Request('https://app.example/api/v1/realtime/trigger', init))
    primary.fails('quota')
    expect((await publish()).status).toBe(200)
    expect(states.rowOf('primary key-primary')).toMatchObject({ errors: 1, version: 1 })
    expect(states.rowOf('fallback key-fallback')).toMatchObject({ messages: 1 })
    const { length } = states.calls
    await passes(10_000)
    expect(states.calls).toHaveLength(length)
    // Meanwhile another process found it well.
    Object.assign(states.rowOf('primary key-primary'), { version: 2, failure: null, outOfQuotaUntil: 0 })
    primary.answer = () => {}
    expect((await publish()).status).toBe(200)
    expect(primary.attempts).toBe(2)
    states.before = () => new Promise<never>(() => {})
    await passes(10_000)
    const late = publish()
    await passes(500)
    expect((await late).status).toBe(200)
  })

  it('ask the store nothing about the hub of a process', async () => {
    const hub = embedded()
    const a = await server({ broadcaster: hub })
    await passes(5000)
    expect(states.calls).toEqual([])
    await server({ broadcaster: { primary: hub, fallbacks: [fallback.broadcaster()] } })
    expect([...states.rows.keys()]).toEqual(['fallback key-fallback'])
    expect(a.active()).toBe('embedded')
  })
})
