import { afterEach, describe, expect, it, vi } from 'vitest'
import type { PusherKit } from 'react-pusher-kit/client'
import { mockFixture } from '../support/mock-fixture.ts'

const on = mockFixture()
const fast = { interval: 2 }
afterEach(() => {
  vi.useRealTimers()
})
const errorOf = async (kit: PusherKit, channel = 'private-a') => {
  await vi.waitFor(() => expect(kit.channel(channel).getSnapshot().status).toBe('error'), fast)
  return kit.channel(channel).getSnapshot().error
}

/** Headers at once, and a body that never ends. */
const hangingBody = (status = 200) => new Response(new ReadableStream({ start() {} }), { status })
const page = () =>
  new Response('<!doctype html><title>App</title>', {
    headers: { 'content-type': 'text/html; charset=utf-8' },
  })

describe('a body that never ends', () => {
  const never = { fetch: () => Promise.resolve(hangingBody()), auth: { timeout: 40 } }

  it('of the message endpoint ends in the same error as an answer that never begins', async () => {
    const kit = on.kit(never)
    const hung = kit.sendMessage('news', 'chat', {})
    const silent = on.kit({ ...never, fetch: () => new Promise(() => {}) }).sendMessage('news', 'chat', {})
    const messages = await Promise.all(
      [hung, silent].map((one) => one.then(String, (error: Error) => error.message)),
    )
    expect(messages[0]).toContain('no answer within 40 ms')
    expect(messages[0]).toBe(messages[1])
  })

  it('of the trigger endpoint too', async () => {
    await expect(on.kit(never).trigger('news', 'e', {})).rejects.toMatchObject({
      code: 'request_failed',
      status: null,
    })
  })

  it('of an error answer too', async () => {
    const kit = on.kit({ ...never, fetch: () => Promise.resolve(hangingBody(500)) })
    await expect(kit.trigger('news', 'e', {})).rejects.toMatchObject({ code: 'request_failed', status: null })
  })

  it('of the auth endpoint is tried again', async () => {
    let isHanging = true
    const fetch: typeof globalThis.fetch = (input, init) => {
      if (!isHanging) return on.mock.fetch(input, init)
      isHanging = false
      return Promise.resolve(hangingBody())
    }
    const kit = on.kit({ fetch, auth: { timeout: 40 } })
    kit.subscribe('private-a')
    await vi.waitFor(() => expect(kit.channel('private-a').getSnapshot().status).toBe('subscribed'))
  })

  it('of the status endpoint is given up, and asked again', async () => {
    // Loaded before the timers are those of the test.
    await import('../../../src/client/connection/follow-server.ts')
    vi.useFakeTimers()
    const fetch = vi.fn(() => Promise.resolve(hangingBody()))
    on.kit({ fetch, fallbacks: [{ appKey: 'second' }], auth: { timeout: 1000 } })
    await vi.advanceTimersByTimeAsync(80_000)
    expect(fetch.mock.calls.length).toBeGreaterThan(1)
  })
})

describe('a page of the app in place of an answer', () => {
  it('of the auth endpoint says so, and names the proxy', async () => {
    const kit = on.kit({ fetch: () => Promise.resolve(page()), onError: () => {} })
    kit.subscribe('private-a')
    expect(await errorOf(kit)).toMatchObject({
      type: 'AuthError',
      status: 200,
      message: expect.stringMatching(/an HTML page \(200\).*\/api\/v1\/pusher\/auth.*server\.proxy/),
    })
  })

  it('in a batch too', async () => {
    const kit = on.kit({ fetch: () => Promise.resolve(page()), onError: () => {}, auth: { batch: true } })
    kit.subscribe('private-a')
    expect(await errorOf(kit)).toMatchObject({
      message: expect.stringContaining('/api/v1/pusher/auth/batch'),
    })
  })

  it('of message and trigger is no receipt', async () => {
    const kit = on.kit({ fetch: () => Promise.resolve(page()) })
    for (const sent of [kit.sendMessage('news', 'chat', {}), kit.trigger('news', 'e', {})]) {
      await expect(sent).rejects.toMatchObject({
        code: 'request_failed',
        status: 200,
        message: expect.stringContaining('an HTML page (200)'),
      })
    }
  })

  it('an empty answer is a receipt without a number', async () => {
    const kit = on.kit({ fetch: () => Promise.resolve(new Response(null, { status: 204 })) })
    await expect(kit.sendMessage('news', 'chat', {})).resolves.toEqual({ seq: null, epoch: null })
  })
})

it('a signature that comes after the socket changed is not sent', async () => {
  const answers: ((response: Response) => void)[] = []
  const fetch: typeof globalThis.fetch = () => new Promise((resolve) => answers.push(resolve))
  const kit = on.kit({ fetch })
  await vi.waitFor(() => expect(kit.connection.getSnapshot().isConnected).toBe(true), fast)
  // The first try comes after half a second.
  const random = vi.spyOn(Math, 'random').mockReturnValue(0.5)
  on.mock.drop({ code: 4100 })
  await vi.waitFor(() => expect(kit.connection.getSnapshot().isConnected).toBe(false), fast)
  random.mockRestore()
  // pusher-js still calls itself connected, and asks for a signature for the socket that is gone.
  kit.client?.subscribe('private-a')
  kit.client?.unsubscribe('private-a')
  await vi.waitFor(() => expect(answers).toHaveLength(1), fast)
  await vi.waitFor(() => expect(kit.connection.getSnapshot().isConnected).toBe(true))
  answers[0]?.(Response.json({ auth: 'mock-key:old' }))
  await on.mock.settled()
  await new Promise((resolve) => setTimeout(resolve))
  expect(on.sent('pusher:subscribe', 'private-a')).toBe(0)
})
