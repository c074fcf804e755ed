import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { BroadcastCursor, EventStore } from 'react-pusher-kit/server'
import { libsqlStore } from 'react-pusher-kit/stores'
import { passTime } from '../pass-time.ts'
import { BroadcastLeases } from '../../../src/server/publishing/broadcast-leases.ts'
import { leaseLifetime } from '../../../src/server/store/cursor-store.ts'

describe('the leases of a server', () => {
  let store: EventStore

  beforeEach(() => {
    vi.useFakeTimers()
    store = libsqlStore({ file: ':memory:' })
  })
  afterEach(async () => {
    await store.close()
    vi.useRealTimers()
  })

  function start(changed: Partial<EventStore> = {}) {
    const own = { ...store, ...changed }
    const { cursors } = own
    if (!cursors) throw new Error('Expected cursors.')
    const waiting: BroadcastCursor[] = []
    const lost: string[] = []
    const lines: string[] = []
    const leases = new BroadcastLeases({
      cursors,
      store: own,
      log: (_, message) => lines.push(message),
      onWaiting: (cursor) => waiting.push(cursor),
      onLost: (channel) => lost.push(channel),
      canClaim: () => true,
    })
    const append = (count = 1, channel = 'logs') =>
      leases.append({
        channel,
        events: Array.from({ length: count }, () => ({ event: 'log', data: {}, timestamp: 0 })),
      })
    return { leases, waiting, lost, lines, append }
  }

  it('are lost when another server took them after they had ended', async () => {
    const [a, b] = [start(), start()]
    const { epoch } = await a.append(3)
    expect(await a.leases.confirm(['logs'])).toEqual(new Map([['logs', { epoch, seq: 0 }]]))
    await passTime(leaseLifetime + 1)
    expect(await b.leases.claim()).toBe(3)
    expect(b.waiting).toEqual([{ channel: 'logs', seq: 0, lastSeq: 3, epoch }])
    expect(await a.leases.confirm(['logs'])).toEqual(new Map())
    expect(a.lost).toEqual(['logs'])
    expect(a.leases.size).toBe(0)
  })

  it('say how far another server broadcast a channel meanwhile', async () => {
    const [a, b] = [start(), start()]
    const { epoch } = await a.append(3)
    await passTime(leaseLifetime + 1)
    await b.leases.claim()
    b.leases.broadcast('logs', { epoch, seq: 2 })
    await b.leases.close()
    expect(await a.leases.confirm(['logs'])).toEqual(new Map([['logs', { epoch, seq: 2 }]]))
    expect(a.lost).toEqual([])
  })

  it('are renewed before they end, and not before each call', async () => {
    let writes = 0
    const { cursors } = store
    if (!cursors) throw new Error('Expected cursors.')
    const a = start({
      cursors: { ...cursors, advance: (...args) => (writes++, cursors.advance(...args)) },
    })
    const b = start()
    await a.append(3)
    for (let ms = 0; ms < 10_000; ms += 100) {
      expect((await a.leases.confirm(['logs'])).size).toBe(1)
      await passTime(100)
    }
    expect(await b.leases.claim()).toBe(0)
    expect(writes).toBeGreaterThan(10)
    expect(writes).toBeLessThan(25)
  })

  it('are released, and forgotten, when everything is broadcast', async () => {
    const [a, b] = [start(), start()]
    const { epoch, lastSeq } = await a.append(3)
    a.leases.broadcast('logs', { epoch, seq: lastSeq })
    await a.leases.written()
    expect(a.leases.size).toBe(0)
    expect(await b.append()).toMatchObject({ cursor: 3 })
  })

  it('are not given up while other servers add events', async () => {
    const [a, b] = [start(), start()]
    const { epoch } = await a.append(1)
    expect(await b.append(2)).toMatchObject({ cursor: null })
    a.leases.broadcast('logs', { epoch, seq: 1 })
    await a.leases.written()
    expect(a.waiting).toEqual([{ channel: 'logs', seq: 1, lastSeq: 3, epoch }])
    expect(b.leases.size).toBe(0)
  })

  it('write the cursors of many channels a bounded count at a time', async () => {
    const counts: number[] = []
    const { cursors } = store
    if (!cursors) throw new Error('Expected cursors.')
    const a = start({
      cursors: {
        ...cursors,
        advance: (holder, positions) => (counts.push(positions.length), cursors.advance(holder, positions)),
      },
    })
    for (let i = 0; i < 450; i++) {
      const { epoch } = await a.append(1, `channel-${i}`)
      a.leases.broadcast(`channel-${i}`, { epoch, seq: 1 })
    }
    await a.leases.written()
    expect(counts).toEqual([200, 200, 50])
    expect(a.leases.size).toBe(0)
  })

  it('are free again when the clock is set back an hour', async () => {
    const [a, b] = [start(), start()]
    await a.append(3)
    vi.setSystemTime(Date.now() - 3_600_000)
    expect(await b.leases.claim()).toBe(3)
  })
})
