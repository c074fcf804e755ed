import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { signWebhook } from '../../../../src/protocol/index.ts'
import type { ServerLimits } from 'react-pusher-kit/server'
import { app, bodyOf, demoServer } from '../../demo-server.ts'

const routes = [
  '/pusher/auth',
  '/api/v1/pusher/auth/batch',
  '/api/v1/pusher/user-auth',
  '/api/v1/pusher/message',
  '/api/v1/realtime/trigger',
  '/api/v1/realtime/trigger/batch',
  '/api/v1/logs',
  '/pusher/webhook',
]

/** A body whose bytes come as `pull` brings them. */
function streamed(
  path: string,
  pull: (controller: ReadableStreamDefaultController<Uint8Array>) => void | Promise<void>,
  cancel: () => void | Promise<void> = () => {},
) {
  const body = new ReadableStream<Uint8Array>({ pull, cancel })
  const headers = { authorization: 'Bearer token-42', 'content-type': 'application/json' }
  return new Request(`http://localhost${path}`, {
    method: 'POST',
    body,
    headers,
    duplex: 'half',
  } as RequestInit)
}

describe('a body that never ends', () => {
  it.each(routes)('%s answers 408 in the time that a body has', async (path) => {
    const { server } = demoServer({ limits: { bodyTimeoutMs: 50 } })
    const response = await server.fetch(streamed(path, () => new Promise(() => {})))
    expect(response.status).toBe(408)
    expect(await bodyOf(response)).toMatchObject({ code: 'body_timeout', field: 'body' })
  })

  it.each(routes)('%s gives up one that drips', async (path) => {
    const { server } = demoServer({ limits: { bodyTimeoutMs: 50 } })
    let stopped = false
    const drips = streamed(
      path,
      (controller) =>
        new Promise((resolve) => {
          setTimeout(() => {
            if (!stopped) controller.enqueue(new TextEncoder().encode(' '))
            resolve()
          }, 5)
        }),
      () => void (stopped = true),
    )
    expect((await server.fetch(drips)).status).toBe(408)
    await expect.poll(() => stopped).toBe(true)
  })

  it('is given up even where its source cannot be cancelled', async () => {
    const { server } = demoServer({ limits: { bodyTimeoutMs: 20, bodyBytes: 10 } })
    const never = () => new Promise<void>(() => {})
    expect((await server.fetch(streamed('/pusher/auth', never, never))).status).toBe(408)
    const large = streamed('/pusher/auth', (controller) => controller.enqueue(new Uint8Array(11)), never)
    expect((await server.fetch(large)).status).toBe(413)
  })
})

describe('a body in pieces', () => {
  /** One byte at a time, so that characters are cut. */
  function bytewise(bytes: Iterable<number>) {
    const rest = bytes[Symbol.iterator]()
    return streamed('/api/v1/logs', (controller) => {
      const { done, value } = rest.next()
      if (done) controller.close()
      else controller.enqueue(Uint8Array.of(value))
    })
  }

  it('is read whole, with characters that two pieces share', async () => {
    const { server } = demoServer()
    const text = 'Grüße, שלום, 👋'
    const sent = new TextEncoder().encode(JSON.stringify({ text }))
    expect((await server.fetch(bytewise(sent))).status).toBe(202)
    const history = new Request('http://localhost/api/v1/channels/logs/events', {
      headers: { authorization: 'Bearer token-42' },
    })
    expect(await bodyOf(await server.fetch(history))).toMatchObject({ events: [{ data: { text } }] })
  })

  it('is refused when it is no UTF-8', async () => {
    const { server } = demoServer()
    const sent = new TextEncoder().encode(JSON.stringify({ text: 'ü' }))
    const response = await server.fetch(bytewise(sent.filter((byte) => byte !== 0xbc)))
    expect(response.status).toBe(400)
    expect(await bodyOf(response)).toMatchObject({ code: 'invalid_body', field: 'body' })
  })
})

describe('the limits of a body', () => {
  it.each([
    { bodyBytes: Number.NaN },
    { bodyBytes: Number.POSITIVE_INFINITY },
    { logBodyBytes: -1 },
    { logLines: '5' },
    { bodyTimeoutMs: 2 ** 31 },
    { bodyTimeoutMs: 0 },
  ])('are refused when they limit nothing: %j', (limits) => {
    expect(() => demoServer({ limits: limits as unknown as Partial<ServerLimits> })).toThrow(
      /Expected `limits\.\w+` to be a whole number from 1 to \d+ but got /,
    )
  })
})

describe('a body that arrives', () => {
  it('in time, leaves no timer behind', async () => {
    // No other code of the process has this delay: files that ran before may have left timers.
    const bodyTimeoutMs = 54_321
    const { server } = demoServer({ limits: { bodyTimeoutMs } })
    const body = JSON.stringify({ time_ms: Date.now(), events: [] })
    const headers = { 'x-pusher-key': app.key, 'x-pusher-signature': signWebhook(app, body) }
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const started = vi.spyOn(globalThis, 'setTimeout')
    const cleared = vi.spyOn(globalThis, 'clearTimeout')
    onTestFinished(() => {
      vi.restoreAllMocks()
      vi.useRealTimers()
    })
    const timers = () =>
      started.mock.results
        .filter((_result, call) => started.mock.calls[call]?.[1] === bodyTimeoutMs)
        .map(({ value }) => cleared.mock.calls.some(([timer]) => timer === value))
    const hanging = server.fetch(streamed('/api/v1/logs', () => new Promise(() => {})))
    await expect.poll(timers).toEqual([false])
    const request = new Request('http://localhost/pusher/webhook', { method: 'POST', body, headers })
    expect((await server.fetch(request)).status).toBe(200)
    expect(timers()).toEqual([false, true])
    await vi.advanceTimersByTimeAsync(bodyTimeoutMs)
    expect((await hanging).status).toBe(408)
  })

  it('and then breaks, is a 400', async () => {
    const { server } = demoServer()
    const breaks = streamed('/api/v1/logs', () => Promise.reject(new Error('reset')))
    const response = await server.fetch(breaks)
    expect(response.status).toBe(400)
    expect(await bodyOf(response)).toMatchObject({ code: 'invalid_body' })
  })
})
