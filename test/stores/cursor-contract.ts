import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { CursorStore, EventStore } from 'react-pusher-kit/server'
import { line, lines } from './stored-lines.ts'
import type { StoreUnderTest } from './store-under-test.ts'

/** The contract of {@link CursorStore}; every implementation runs it. */
export function cursorContract(open: () => Promise<StoreUnderTest>): void {
  describe('broadcast cursors', () => {
    let subject: StoreUnderTest
    let store: EventStore
    let cursors: CursorStore

    beforeEach(async () => {
      subject = await open()
      store = subject.store
      if (!store.cursors) throw new Error('Expected a store with cursors.')
      cursors = store.cursors
    })
    afterEach(() => subject.cleanUp())

    const append = (holder: string, count = 1, channel = 'logs') =>
      store.append({ channel, events: lines(count), holder })

    it('give the first holder the lease of a channel, and no other one meanwhile', async () => {
      expect(await append('a', 2)).toMatchObject({ firstSeq: 1, cursor: 0 })
      expect(await append('b')).toMatchObject({ firstSeq: 3, cursor: null })
      expect(await append('a')).toMatchObject({ firstSeq: 4, cursor: 0 })
      expect(await cursors.claim('b', 10)).toEqual([])
    })

    it('move up, and tell how many events wait', async () => {
      const { epoch } = await append('a', 3)
      expect(await cursors.advance('a', [{ channel: 'logs', seq: 2, epoch }])).toEqual([
        { channel: 'logs', seq: 2, lastSeq: 3, epoch },
      ])
      expect(await cursors.advance('a', [{ channel: 'logs', seq: 1, epoch }])).toMatchObject([{ seq: 2 }])
      expect(await append('a')).toMatchObject({ cursor: 2 })
    })

    it('release the lease when nothing waits', async () => {
      const { epoch } = await append('a', 3)
      await cursors.advance('a', [{ channel: 'logs', seq: 3, epoch }])
      expect(await append('b')).toMatchObject({ firstSeq: 4, cursor: 3 })
    })

    it('stay where they are for another holder, another epoch and numbers that do not exist', async () => {
      const { epoch } = await append('a', 3)
      expect(await cursors.advance('b', [{ channel: 'logs', seq: 3, epoch }])).toEqual([])
      expect(await cursors.advance('a', [{ channel: 'logs', seq: 3, epoch: 'other' }])).toMatchObject([
        { seq: 0 },
      ])
      expect(await cursors.advance('a', [{ channel: 'other', seq: 3, epoch }])).toEqual([])
      expect(await cursors.advance('a', [{ channel: 'logs', seq: 99, epoch }])).toMatchObject([
        { seq: 3, lastSeq: 3 },
      ])
      expect(await cursors.advance('a', [])).toEqual([])
    })

    it('are free when the lease was released, and found by another holder', async () => {
      const { epoch } = await append('a', 2)
      await append('a', 1, 'other')
      await append('a', 0, 'empty')
      await cursors.release('a')
      const found = await cursors.claim('b', 10)
      expect(found.toSorted((x, y) => (x.channel < y.channel ? -1 : 1))).toEqual([
        { channel: 'logs', seq: 0, lastSeq: 2, epoch },
        { channel: 'other', seq: 0, lastSeq: 1, epoch },
      ])
      expect(await cursors.claim('c', 10)).toEqual([])
      expect(await append('c')).toMatchObject({ cursor: null })
    })

    it('are claimed a bounded count at a time', async () => {
      for (const channel of ['one', 'two', 'three']) await append('a', 1, channel)
      await cursors.release('a')
      expect(await cursors.claim('b', 2)).toHaveLength(2)
      expect(await cursors.claim('b', 2)).toHaveLength(1)
    })

    it('are taken with a free lease', async () => {
      const { epoch } = await append('a', 2)
      await cursors.release('a')
      expect(await cursors.advance('b', [{ channel: 'logs', seq: 0, epoch }])).toMatchObject([
        { seq: 0, lastSeq: 2 },
      ])
      expect(await append('a')).toMatchObject({ cursor: null })
    })

    it('are not left behind by appends without a holder', async () => {
      await store.append({ channel: 'logs', events: lines(3) })
      await store.append({ channel: 'logs', events: lines(2) })
      expect(await cursors.claim('a', 10)).toEqual([])
      expect(await append('a')).toMatchObject({ cursor: 5 })
      await store.append({ channel: 'logs', events: lines(2) })
      expect(await append('a')).toMatchObject({ cursor: 5, firstSeq: 9 })
    })

    it('are not moved by a repeated append', async () => {
      const request = { channel: 'logs', events: lines(3), idempotencyKey: 'request-1', holder: 'a' }
      const { epoch } = await store.append(request)
      await store.append(request)
      expect(await cursors.advance('a', [{ channel: 'logs', seq: 0, epoch }])).toMatchObject([
        { seq: 0, lastSeq: 3 },
      ])
      const plain = { channel: 'other', events: lines(3), idempotencyKey: 'request-2' }
      await store.append(plain)
      await store.append(plain)
      expect(await cursors.claim('b', 10)).toEqual([])
      expect(await append('b', 1, 'other')).toMatchObject({ firstSeq: 4, cursor: 3 })
    })

    it('have their events, with the connections that do not get them', async () => {
      await store.append({ channel: 'logs', events: [line('a')], socketId: '1.2', holder: 'a' })
      const { epoch } = await store.append({ channel: 'logs', events: lines(2), holder: 'a' })
      const { events, ...page } = await cursors.waiting('logs', 0, 2)
      expect(page).toEqual({ epoch })
      expect(events.map(({ seq, event, socketId }) => ({ seq, event, socketId }))).toEqual([
        { seq: 1, event: 'log', socketId: '1.2' },
        { seq: 2, event: 'log', socketId: undefined },
      ])
      expect((await cursors.waiting('logs', 2, 10)).events.map(({ seq }) => seq)).toEqual([3])
      expect(await cursors.waiting('logs', 3, 10)).toEqual({ epoch, events: [] })
      const keyed = { events: [line('b')], idempotencyKey: 'k', socketId: '3.4' }
      await store.append({ channel: 'keyed', ...keyed })
      expect((await cursors.waiting('keyed', 0, 10)).events).toMatchObject([{ socketId: '3.4' }])
    })

    it('keep what a reader gets free of connections', async () => {
      await store.append({ channel: 'logs', events: [line('a')], socketId: '1.2' })
      const { events } = await store.history({ channel: 'logs', limit: 10 })
      expect(Object.keys(events[0] ?? {}).toSorted()).toEqual(['data', 'event', 'seq', 'timestamp'])
    })

    it('are claimed by one of many holders', async () => {
      for (let i = 0; i < 20; i++) await append('a', 1, `channel-${i}`)
      await cursors.release('a')
      const found = await Promise.all(Array.from({ length: 8 }, (_, i) => cursors.claim(`holder-${i}`, 10)))
      const channels = found.flat().map(({ channel }) => channel)
      expect(new Set(channels).size).toBe(channels.length)
      const rest = await cursors.claim('rest', 20)
      expect(channels.length + rest.length).toBe(20)
    })
  })
}
