import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { memoryStore } from 'react-pusher-kit/server'
import { bodyOf, demoServer } from '../demo-server.ts'

describe('retention', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it('forgets the oldest events now and then, as long as somebody writes', async () => {
    const { post, request } = demoServer({ store: memoryStore(), retention: { maxCount: 3 } })
    const write = () => post('/api/v1/logs', [{ text: 'a' }, { text: 'b' }])
    const firstSeq = async () => (await bodyOf(await request('/api/v1/channels/logs/events')))['first_seq']
    await write()
    await write()
    expect(await firstSeq()).toBe(1)
    await vi.advanceTimersByTimeAsync(60_000)
    await write()
    await vi.advanceTimersByTimeAsync(0)
    expect(await firstSeq()).toBe(4)
    expect(vi.getTimerCount()).toBeLessThanOrEqual(1)
  })
})
