import { describe, expect, it, vi } from 'vitest'
import type { PusherKit } from 'react-pusher-kit/client'
import { mockFixture } from '../support/mock-fixture.ts'

const on = mockFixture()
const fast = { interval: 2 }
const status = (kit: PusherKit, channel = 'private-a') => kit.channel(channel).getSnapshot()
const becomes = (kit: PusherKit, wanted: string, channel = 'private-a') =>
  vi.waitFor(() => expect(status(kit, channel).status).toBe(wanted), fast)

describe('trap 5: pusher-js never tries a failed authorisation again', () => {
  it('plain pusher-js: a 500 is the end of it', async () => {
    on.mock.authorize(({ attempt }) => (attempt === 1 ? { status: 500 } : true))
    const channel = on.mock.client().subscribe('private-a')
    const failed = vi.fn()
    channel.bind('pusher:subscription_error', failed)
    await vi.waitFor(() => expect(failed).toHaveBeenCalledTimes(1), fast)
    await on.mock.settled()
    expect([channel.subscribed, channel.subscriptionPending]).toEqual([false, false])
  })

  it('the kit: a 500 and a network failure are tried again', async () => {
    on.mock.authorize(({ attempt }) => (attempt === 1 ? { status: 500 } : true))
    let calls = 0
    const fetch: typeof globalThis.fetch = (input, init) => {
      calls += 1
      return calls === 1 ? Promise.reject(new TypeError('Failed to fetch')) : on.mock.fetch(input, init)
    }
    const kit = on.kit({ fetch })
    kit.subscribe('private-a')
    await vi.waitFor(() => expect(status(kit).status).toBe('subscribed'), { timeout: 30_000 })
    expect(calls).toBe(3)
  })

  it('the kit: a refusal is final, says its status, and retry() asks again', async () => {
    on.mock.authorize(({ attempt }) => (attempt === 1 ? { status: 403, error: 'Members only' } : true))
    const onError = vi.fn()
    const kit = on.kit({ onError })
    const lease = kit.subscribe('private-a')
    await becomes(kit, 'error')
    expect(status(kit).error).toMatchObject({
      name: 'SubscriptionError',
      code: 'subscription_failed',
      channel: 'private-a',
      type: 'AuthError',
      status: 403,
      message: expect.stringContaining('Members only'),
    })
    expect(onError).toHaveBeenCalledTimes(1)
    kit.retry('private-a')
    await becomes(kit, 'subscribed')
    expect(status(kit).error).toBeNull()
    lease.release()
  })

  it('the kit: on a borrowed client the throwing handler becomes an error, and the next channel is fine', async () => {
    let calls = 0
    const customHandler = (
      { channelName, socketId }: { channelName: string; socketId: string },
      done: Done,
    ) => {
      calls += 1
      if (channelName === 'private-a' && calls === 1) throw new Error('no session')
      void sign(channelName, socketId).then((answer) => done(null, answer))
    }
    const kit = on.kit({ client: on.mock.client({ channelAuthorization: { customHandler } }) })
    kit.subscribe('private-a')
    kit.subscribe('private-b')
    await becomes(kit, 'error')
    await becomes(kit, 'subscribed', 'private-b')
    kit.retry('private-a')
    await becomes(kit, 'subscribed')
  })

  it('the kit: a handler that never answers is an error after auth.timeout, and recovers by itself', async () => {
    let isAnswering = false
    const customHandler = (
      { channelName, socketId }: { channelName: string; socketId: string },
      done: Done,
    ) => {
      if (isAnswering) void sign(channelName, socketId).then((answer) => done(null, answer))
    }
    const kit = on.kit({
      client: on.mock.client({ channelAuthorization: { customHandler } }),
      auth: { timeout: 30 },
    })
    kit.subscribe('private-a')
    await becomes(kit, 'error')
    expect(status(kit).error).toMatchObject({ type: 'TimeoutError' })
    isAnswering = true
    await becomes(kit, 'subscribed')
  })

  it('the kit: a signature that Pusher refuses is an error at once, and retry() recovers', async () => {
    on.mock.authorize(({ attempt }) => (attempt === 1 ? { auth: 'mock-key:forged' } : true))
    const kit = on.kit()
    kit.subscribe('private-a')
    await becomes(kit, 'error')
    expect(status(kit).error).toMatchObject({ type: 'SubscriptionRefused' })
    kit.retry('private-a')
    await becomes(kit, 'subscribed')
  })

  it('the kit: an answer that comes after a reconnect is dropped', async () => {
    on.mock.authorize(({ attempt }) => (attempt === 1 ? { delay: 60 } : true))
    const kit = on.kit()
    kit.subscribe('private-a')
    await vi.waitFor(() => expect(kit.client?.channel('private-a')?.subscriptionPending).toBe(true), fast)
    on.mock.drop()
    await becomes(kit, 'subscribed')
    // The late answer is on its way until it comes.
    await on.mock.settled()
    expect(on.sent('pusher:subscribe', 'private-a')).toBe(1)
    expect(on.mock.frames.filter(({ event }) => event === 'pusher:error')).toEqual([])
  })

  it('the kit: the error of a synchronous handler is seen', async () => {
    const client = on.mock.client({
      channelAuthorization: { customHandler: (_: unknown, done: Done) => done(new Error('no'), null) },
    })
    await vi.waitFor(() => expect(client.connection.state).toBe('connected'), fast)
    const kit = on.kit({ client })
    kit.subscribe('private-a')
    expect(status(kit)).toMatchObject({ status: 'error', error: { type: 'AuthError' } })
  })
})

type Done = (error: Error | null, answer: { auth: string } | null) => void

async function sign(channelName: string, socketId: string): Promise<{ auth: string }> {
  const body = new URLSearchParams({ channel_name: channelName, socket_id: socketId })
  const response = await on.mock.fetch('/api/v1/pusher/auth', { method: 'POST', body })
  return (await response.json()) as { auth: string }
}
