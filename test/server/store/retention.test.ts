import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { memoryStore } from 'react-pusher-kit/server'
import { bodyOf, demoServer } from '../demo-server.ts'

describe('retention', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  function write({ post }: ReturnType<typeof demoServer>) {
    return post('/api/v1/logs', [{ text: 'a' }, { text: 'b' }])
  }

  async function numbers({ request }: ReturnType<typeof demoServer>) {
    const { events, first_seq, last_seq } = await bodyOf(await request('/api/v1/channels/logs/events'))
    return { seqs: (events as { seq: number }[]).map(({ seq }) => seq), first_seq, last_seq }
  }

  it('forgets the oldest events now and then, as long as somebody writes', async () => {
    const demo = demoServer({ store: memoryStore(), retention: { maxCount: 3 } })
    await write(demo)
    await write(demo)
    expect(await numbers(demo)).toMatchObject({ first_seq: 1 })
    await vi.advanceTimersByTimeAsync(60_000)
    await write(demo)
    await vi.advanceTimersByTimeAsync(0)
    expect(await numbers(demo)).toMatchObject({ first_seq: 4 })
    expect(vi.getTimerCount()).toBeLessThanOrEqual(1)
  })

  it('forgets in processes that live under a minute, too', async () => {
    const store = memoryStore()
    for (let process = 0; process < 5; process++) {
      const demo = demoServer({ store, retention: { maxCount: 3 } })
      await write(demo)
      await vi.advanceTimersByTimeAsync(30_000)
      await demo.server.close()
    }
    const { firstSeq } = await store.history({ channel: 'logs', limit: 1 })
    expect(firstSeq).toBe(8)
  })

  it('makes what is too old unreadable, though nobody writes', async () => {
    const store = memoryStore()
    const demo = demoServer({ store, retention: { maxAge: 10_000 } })
    await write(demo)
    await vi.advanceTimersByTimeAsync(9000)
    expect(await numbers(demo)).toEqual({ seqs: [1, 2], first_seq: 1, last_seq: 2 })
    await vi.advanceTimersByTimeAsync(2000)
    expect(await numbers(demo)).toEqual({ seqs: [], first_seq: 3, last_seq: 2 })
  })

  it('drops what nobody writes beside, when somebody reads', async () => {
    const store = memoryStore()
    await write(demoServer({ store }))
    await vi.advanceTimersByTimeAsync(60_000)
    await numbers(demoServer({ store, retention: { maxAge: 10_000 } }))
    await vi.advanceTimersByTimeAsync(0)
    expect(await store.history({ channel: 'logs', limit: 10 })).toMatchObject({ events: [], firstSeq: 3 })
  })

  it('forgets at once when the app asks for it', async () => {
    const store = memoryStore()
    const other = demoServer({ store })
    await write(other)
    await write(other)
    const demo = demoServer({ store, retention: { maxCount: 1 } })
    expect(await demo.server.prune()).toBe(3)
    expect(await numbers(demo)).toMatchObject({ seqs: [4] })
    expect(await other.server.prune()).toBe(0)
  })
})
