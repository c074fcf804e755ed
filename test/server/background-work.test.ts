import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { BroadcastError, createPusherServer, devTokens, embedded } from 'react-pusher-kit/server'
import type { Message, PusherServerOptions } from 'react-pusher-kit/server'
import { libsqlStore } from 'react-pusher-kit/stores'
import { passTime } from './pass-time.ts'
import { signWebhook } from '../../src/protocol/index.ts'

const app = { key: 'key', secret: 'secret' }

describe('the work of a request that its answer does not need', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => {
    vi.unstubAllEnvs()
    vi.useRealTimers()
  })

  function start(options: Partial<PusherServerOptions> = {}) {
    const taken: Message[] = []
    const lines: string[] = []
    const backend = { delay: 100, isAway: false }
    const store = libsqlStore({ file: ':memory:' })
    const server = createPusherServer({
      broadcaster: {
        ...embedded(),
        type: 'pusher',
        async send(messages) {
          await new Promise((resolve) => setTimeout(resolve, backend.delay))
          if (backend.isAway) throw new BroadcastError('retry', 'away')
          taken.push(...messages)
          return null
        },
      },
      authenticate: devTokens({ token: { id: '42' } }),
      authorize: { logs: { publish: () => true } },
      log: (level, message) => level !== 'info' && message.includes('waitUntil') && lines.push(message),
      rateLimit: false,
      store,
      ...options,
    })
    const post = (info?: Parameters<typeof server.fetch>[1]) =>
      server.fetch(
        new Request('http://localhost/api/v1/logs', {
          method: 'POST',
          headers: { authorization: 'Bearer token' },
          body: JSON.stringify([{ text: 'a' }]),
        }),
        info,
      )
    return { server, store, backend, taken, lines, post }
  }

  it('is handed to the platform, which is told when it is done', async () => {
    const { post, taken } = start()
    const handed: Promise<unknown>[] = []
    const { status } = await post({ waitUntil: (work) => void handed.push(work) })
    expect(status).toBe(202)
    expect(taken).toEqual([])
    expect(handed).toHaveLength(1)
    await passTime(500)
    await Promise.all(handed)
    expect(taken).toHaveLength(1)
  })

  it('is done before the answer when the process lives for one request', async () => {
    const { post, taken } = start({ lifetime: 'request' })
    const answer = post()
    await passTime(500)
    expect((await answer).status).toBe(202)
    expect(taken).toHaveLength(1)
  })

  it('does not hold the answer longer than 8 s, or the platform longer than 9 s', async () => {
    const { post, backend } = start({ lifetime: 'request' })
    backend.delay = 60_000
    const startedAt = Date.now()
    const answer = post().then(() => Date.now() - startedAt)
    await passTime(20_000)
    expect(await answer).toBe(8000)
    const handed: Promise<unknown>[] = []
    await post({ waitUntil: (work) => void handed.push(work) })
    const handedAt = Date.now()
    const done = Promise.all(handed).then(() => Date.now() - handedAt)
    await passTime(20_000)
    expect(await done).toBeLessThanOrEqual(9000)
  })

  it('holds no answer in an outage, and is done by a later request', async () => {
    const { post, backend, taken, server } = start({ lifetime: 'request' })
    backend.isAway = true
    const first = post()
    await passTime(9000)
    await first
    const startedAt = Date.now()
    const second = server.fetch(new Request('http://localhost/api/v1/pusher/status'))
    await passTime(10)
    expect((await second).status).toBe(200)
    expect(Date.now() - startedAt).toBeLessThan(100)
    backend.isAway = false
    await passTime(6000)
    await server.fetch(new Request('http://localhost/api/v1/pusher/status'))
    expect(taken).toHaveLength(1)
  })

  it('does not fail the request when `waitUntil` throws', async () => {
    const { post, lines, taken } = start()
    const answer = await post({
      waitUntil: () => {
        throw new Error('outside of a request')
      },
    })
    expect(answer.status).toBe(202)
    expect(lines).toEqual(['waitUntil failed'])
    await passTime(500)
    expect(taken).toHaveLength(1)
  })

  it('includes what a process left that was frozen after its answer', async () => {
    const { post, server, store, taken } = start({ lifetime: 'request' })
    await store.append({
      channel: 'logs',
      events: [{ event: 'log', data: { text: 'left' }, timestamp: 0 }],
      holder: 'frozen',
    })
    await passTime(3000)
    const answer = server.fetch(new Request('http://localhost/api/v1/pusher/status'))
    await passTime(500)
    await answer
    expect(taken).toHaveLength(1)
    const next = post()
    await passTime(500)
    await next
    expect(taken).toHaveLength(2)
  })

  it('includes the handlers of webhooks', async () => {
    const handled: string[] = []
    const { server } = start({
      lifetime: 'request',
      webhooks: {
        keys: [app],
        async onWebhook() {
          await new Promise((resolve) => setTimeout(resolve, 1000))
          handled.push('done')
        },
      },
    })
    const body = JSON.stringify({
      time_ms: Date.now(),
      events: [{ name: 'channel_occupied', channel: 'logs' }],
    })
    const headers = { 'x-pusher-key': app.key, 'x-pusher-signature': signWebhook(app, body) }
    const url = 'http://localhost/api/v1/pusher/webhook'
    const answer = server.fetch(new Request(url, { method: 'POST', headers, body }))
    await passTime(1500)
    expect((await answer).status).toBe(200)
    expect(handled).toEqual(['done'])
  })

  it.each([
    [{}, {}, 1],
    [{ lifetime: 'process' }, {}, 0],
    [{}, { waitUntil: () => {} }, 0],
  ] as const)(
    'is missed in the log on a platform that freezes processes: %j',
    async (options, info, count) => {
      vi.stubEnv('VERCEL', '1')
      const { server, lines } = start(options)
      const ask = () => server.fetch(new Request('http://localhost/api/v1/pusher/status'), info)
      await ask()
      await ask()
      const hints = lines.filter((text) => text.includes('waitUntil') && text.includes("lifetime: 'request'"))
      expect(hints).toHaveLength(count)
      await server.close()
    },
  )
})
