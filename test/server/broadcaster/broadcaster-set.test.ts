import { describe, expect, it } from 'vitest'
import { BroadcastError, createPusherServer } from 'react-pusher-kit/server'
import type { Broadcaster, BroadcastFailure, BroadcasterSetOptions, Message } from 'react-pusher-kit/server'

const message: Message = { channels: ['public-news'], event: 'x', data: '{}' }

/** A backend that fails as it is told, once per entry. */
function backend(
  name: string,
  failures: BroadcastFailure[] = [],
): Broadcaster & { sent: Message[]; ended: string[] } {
  const sent: Message[] = []
  const ended: string[] = []
  return {
    name,
    type: 'pusher',
    key: `key-${name}`,
    secret: 'secret',
    cluster: 'eu',
    useTls: true,
    sent,
    ended,
    async send(messages) {
      const failure = failures.shift()
      if (failure) throw new BroadcastError(failure, failure)
      sent.push(...messages)
      return null
    },
    terminateUser: async (userId) => void ended.push(userId),
  }
}

function set(options: BroadcasterSetOptions) {
  const lines: string[] = []
  const { broadcaster } = createPusherServer({
    authenticate: () => null,
    broadcaster: { retryDelays: [0, 0], ...options },
    log: (_, text) => lines.push(text),
  })
  return { broadcaster, lines }
}

describe('several broadcasters', () => {
  it('say at the start who they are', () => {
    const { lines } = set({ primary: backend('pusher'), fallbacks: [backend('ably')] })
    expect(lines).toEqual([
      '[PUSHER] Initialized successfully (cluster: eu)',
      '[BROADCASTER_MANAGER] Added broadcaster: pusher',
      '[ABLY] Initialized successfully (cluster: eu)',
      '[BROADCASTER_MANAGER] Added broadcaster: ably',
      '[BROADCASTER_MANAGER] Set primary broadcaster: pusher',
      '[BROADCASTER_MANAGER] Initialized with Pusher as primary',
    ])
  })

  it('are named at the start as they are named', () => {
    const { lines } = set({ primary: backend('self_hosted') })
    expect(lines).toContain('[BROADCASTER_MANAGER] Added broadcaster: self_hosted')
    expect(lines.at(-1)).toBe('[BROADCASTER_MANAGER] Initialized with Self hosted as primary')
  })

  it('send through the primary while it can', async () => {
    const primary = backend('pusher')
    const fallback = backend('ably')
    const { broadcaster } = set({ primary, fallbacks: [fallback] })
    await broadcaster.send([message])
    expect([primary.sent, fallback.sent]).toEqual([[message], []])
    expect(broadcaster.active).toBe(primary)
  })

  it('fall back without a retry when the quota is used up, until 00:00 UTC', async () => {
    let now = Date.UTC(2026, 0, 1, 23, 59)
    const primary = backend('pusher', ['quota'])
    const fallback = backend('ably')
    const { broadcaster, lines } = set({ primary, fallbacks: [fallback], now: () => now })
    await broadcaster.send([message])
    await broadcaster.send([message])
    expect([primary.sent.length, fallback.sent.length]).toEqual([0, 2])
    expect(broadcaster.status()).toMatchObject({
      primary_available: false,
      available_broadcasters: 1,
      broadcasters: [
        { status: 'limit_reached', error_count: 1 },
        { status: 'active', message_count: 2 },
      ],
    })
    const limit = '[PUSHER] Rate limit reached, broadcaster disabled for this session'
    expect(lines.filter((line) => line === limit)).toHaveLength(1)
    expect(lines).toContain('[BROADCASTER_MANAGER] ably took over from pusher')
    now = Date.UTC(2026, 0, 2)
    await broadcaster.send([message])
    expect(primary.sent).toHaveLength(1)
    expect(lines).toContain('[BROADCASTER_MANAGER] pusher took over from ably')
  })

  it.each(['retry', 'throttled'] as const)(
    'retry after %s, then fall back for half a minute',
    async (failure) => {
      let now = 0
      const primary = backend('pusher', [failure, failure, failure])
      const fallback = backend('ably')
      const { broadcaster } = set({ primary, fallbacks: [fallback], now: () => now })
      await broadcaster.send([message])
      expect(fallback.sent).toHaveLength(1)
      expect(broadcaster.status().broadcasters[0]).toMatchObject({ status: 'failing', error_count: 3 })
      now = 30_000
      await broadcaster.send([message])
      expect(primary.sent).toHaveLength(1)
    },
  )

  it('stay with the primary when a retry works', async () => {
    const primary = backend('pusher', ['retry', 'retry'])
    const fallback = backend('ably')
    await set({ primary, fallbacks: [fallback] }).broadcaster.send([message])
    expect([primary.sent.length, fallback.sent.length]).toEqual([1, 0])
  })

  it('give the caller’s own errors back', async () => {
    const fallback = backend('ably')
    const { broadcaster } = set({ primary: backend('pusher', ['rejected']), fallbacks: [fallback] })
    await expect(broadcaster.send([message])).rejects.toMatchObject({ failure: 'rejected' })
    expect(fallback.sent).toEqual([])
    expect(broadcaster.status().primary_available).toBe(true)
  })

  it('fail when none can send', async () => {
    const { broadcaster } = set({ primary: backend('a', ['quota']), fallbacks: [backend('b', ['quota'])] })
    await expect(broadcaster.send([message])).rejects.toBeInstanceOf(BroadcastError)
    await expect(broadcaster.send([message])).rejects.toMatchObject({ failure: 'quota' })
    expect(broadcaster.status().available_broadcasters).toBe(0)
  })

  it('send through all with broadcastToAll, and are content with one', async () => {
    const a = backend('a')
    const b = backend('b', ['quota'])
    const { broadcaster } = set({ primary: a, fallbacks: [b], broadcastToAll: true })
    await broadcaster.send([message])
    await broadcaster.send([message])
    expect([a.sent.length, b.sent.length]).toEqual([2, 0])
    expect(broadcaster.status()).toMatchObject({ broadcast_to_all: true, available_broadcasters: 1 })
  })

  it('are all active with broadcastToAll, except those that cannot send', async () => {
    const { broadcaster } = set({
      primary: backend('a'),
      fallbacks: [backend('b', ['quota']), backend('c')],
      broadcastToAll: true,
    })
    await broadcaster.send([message])
    const statuses = broadcaster.status().broadcasters.map(({ name, status }) => [name, status])
    expect(statuses).toEqual([
      ['a', 'active'],
      ['b', 'limit_reached'],
      ['c', 'active'],
    ])
  })

  it('end a user’s connections everywhere', async () => {
    const a = backend('a')
    const b = backend('b')
    await set({ primary: a, fallbacks: [b] }).broadcaster.terminateUser('42')
    expect([a.ended, b.ended]).toEqual([['42'], ['42']])
  })

  it('end them also at a backend that cannot send', async () => {
    const a = backend('a', ['quota'])
    const { broadcaster } = set({ primary: a, fallbacks: [backend('b')] })
    await broadcaster.send([message])
    expect(broadcaster.isLimited()).toBe(true)
    await broadcaster.terminateUser('42')
    expect(a.ended).toEqual(['42'])
  })

  it('say so when one of them did not end them, after all were asked', async () => {
    const a = {
      ...backend('a'),
      terminateUser: () => Promise.reject(new BroadcastError('retry', 'The backend is away.')),
    }
    const b = backend('b')
    const ending = set({ primary: a, fallbacks: [b] }).broadcaster.terminateUser('42')
    await expect(ending).rejects.toMatchObject({
      name: 'BroadcastError',
      failure: 'retry',
      message: 'The backend is away.',
    })
    expect(b.ended).toEqual(['42'])
  })
})
