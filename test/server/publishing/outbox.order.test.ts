import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { BroadcastError, embedded, memoryStore } from 'react-pusher-kit/server'
import type { Message } from 'react-pusher-kit/server'
import { bodyOf, demoServer } from '../demo-server.ts'

/** Every number that went out, in order. */
function numbersOf(messages: readonly Message[]): number[] {
  return messages.flatMap(({ data }) => {
    const { $kit, items } = JSON.parse(data) as { $kit: { seq: number }; items?: unknown[] }
    return items ? items.map((_, index) => $kit.seq + index) : [$kit.seq]
  })
}

describe('broadcasting what is stored', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  function server(answers: (() => Promise<number>)[]) {
    const sent: Message[] = []
    const broadcaster = {
      ...embedded(),
      async send(messages: readonly Message[]) {
        const answer = await answers.shift()?.()
        sent.push(...messages)
        return answer ?? 0
      },
    }
    return { sent, ...demoServer({ broadcaster: { primary: broadcaster, retryDelays: [] } }) }
  }
  const away = () => Promise.reject(new BroadcastError('retry', 'away'))

  it('answers before a slow backend does, and keeps the order', async () => {
    let letGo: (deliveries: number) => void = () => {}
    const { post, sent } = server([() => new Promise<number>((resolve) => (letGo = resolve))])
    for (let i = 0; i < 5; i++) expect((await post('/api/v1/logs', { text: `${i}` })).status).toBe(202)
    expect(sent).toEqual([])
    letGo(0)
    await vi.advanceTimersByTimeAsync(1000)
    expect(numbersOf(sent)).toEqual([1, 2, 3, 4, 5])
  })

  it('retries in order when the backend was away', async () => {
    vi.setSystemTime(0)
    const { post, sent } = server([away])
    await post('/api/v1/logs', { text: 'a' })
    await post('/api/v1/logs', { text: 'b' })
    await vi.advanceTimersByTimeAsync(60_000)
    expect(numbersOf(sent)).toEqual([1, 2])
  })

  it('counts what it gives up, and goes on', async () => {
    const { post, sent, request } = server([away, away, away, away, away])
    await post('/api/v1/logs', { text: 'lost on the wire' })
    await vi.advanceTimersByTimeAsync(20_000)
    vi.setSystemTime(Date.now() + 60_000)
    await post('/api/v1/logs', { text: 'b' })
    await vi.advanceTimersByTimeAsync(20_000)
    expect(numbersOf(sent).at(-1)).toBe(2)
    const usage = await bodyOf(await request('/api/v1/pusher/usage', { token: 'token-admin' }))
    expect(usage['errors']).toBeGreaterThan(0)
    const history = await bodyOf(await request('/api/v1/channels/logs/events'))
    expect(history['last_seq']).toBe(2)
  })

  it('broadcasts nothing that could not be stored', async () => {
    const store = { ...memoryStore(), append: () => Promise.reject(new Error('disk full')) }
    const { post, subscribe } = demoServer({ store })
    const delivered = subscribe('logs')
    const response = await post('/api/v1/logs', { text: 'a' })
    expect(response.status).toBe(500)
    expect(await response.text()).not.toContain('disk full')
    await vi.advanceTimersByTimeAsync(1000)
    expect(delivered).toEqual([])
  })
})
