import { describe, expect, it, onTestFinished, vi } from 'vitest'
import type { PusherKit } from 'react-pusher-kit/client'
import { defineChannels } from 'react-pusher-kit/channels'
import { mockFixture } from './support/mock-fixture.ts'
import { receive } from './support/raw-frame.ts'

const on = mockFixture()
const fast = { interval: 2 }
const becomes = (kit: PusherKit, channel: string, wanted: string) =>
  vi.waitFor(() => expect(kit.channel(channel).getSnapshot().status).toBe(wanted), fast)

async function subscribed(channel: string, options = {}) {
  const kit = on.kit(options)
  kit.subscribe(channel)
  await becomes(kit, channel, 'subscribed')
  return kit
}

describe('frames that make no sense change nothing', () => {
  it.each([
    { event: 'pusher:error', data: null },
    { event: 'pusher:error', data: { message: 42 } },
    { event: 'pusher:error', data: { code: null, message: 'About private-a.' } },
    { event: 'pusher:error', data: { code: 4300, message: 'About one event' } },
    { event: 'pusher:error', data: { code: 4302, message: 'Watchlist too long' } },
    { event: 'pusher:pong', data: {} },
    { event: 'pusher_internal:subscription_count', channel: 'private-a', data: {} },
    { event: 'pusher_internal:subscription_count', channel: 'elsewhere', data: { subscription_count: 3 } },
    { event: 'pusher_internal:subscription_succeeded', channel: 'elsewhere', data: {} },
    { event: 'pusher_internal:member_removed', channel: 'private-a', data: {} },
  ])('$event $data', async (frame) => {
    const onError = vi.fn()
    const kit = await subscribed('private-a', { onError })
    receive(kit, frame)
    expect(kit.channel('private-a').getSnapshot()).toMatchObject({ status: 'subscribed', error: null })
    expect(kit.connection.getSnapshot()).toMatchObject({ isConnected: true, error: null, latency: null })
    expect(onError).not.toHaveBeenCalled()
  })

  it.each([
    { event: 'pusher_internal:subscription_count', data: { subscription_count: 3 } },
    { event: 'pusher_internal:member_removed', data: { user_id: 'ana' } },
  ])('$event before the subscription is no success', async ({ event, data }) => {
    on.mock.authorize(() => ({ delay: Infinity }))
    const kit = on.kit()
    await kit.whenConnected()
    kit.subscribe('presence-room')
    receive(kit, { event, channel: 'presence-room', data })
    expect(kit.channel('presence-room').getSnapshot().status).toBe('subscribing')
  })

  it('a frame without a count leaves the last count', async () => {
    const kit = await subscribed('news')
    const count = () => kit.channel('news').getSnapshot().subscriptionCount
    await vi.waitFor(() => expect(count()).toBe(1), fast)
    receive(kit, { event: 'pusher_internal:subscription_succeeded', channel: 'news', data: {} })
    expect(count()).toBe(1)
  })

  it('a member who is not there cannot leave', async () => {
    vi.useFakeTimers()
    onTestFinished(() => void vi.useRealTimers())
    const kit = on.kit()
    const store = kit.presence('presence-room', { leaveGrace: 5 })
    const left = vi.fn()
    store.onLeave(left)
    await vi.waitFor(() => expect(store.getSnapshot().count).toBe(1), fast)
    receive(kit, {
      event: 'pusher_internal:member_removed',
      channel: 'presence-room',
      data: { user_id: 'x' },
    })
    await vi.advanceTimersByTimeAsync(1000)
    expect(left).not.toHaveBeenCalled()
  })

  it('a member who is added twice joins once; new info is a new member object', async () => {
    const kit = on.kit()
    const store = kit.presence('presence-room')
    const joined = vi.fn()
    store.onJoin(joined)
    await vi.waitFor(() => expect(store.getSnapshot().count).toBe(1), fast)
    const add = (name: string) =>
      receive(kit, {
        event: 'pusher_internal:member_added',
        channel: 'presence-room',
        data: { user_id: 'ana', user_info: { name } },
      })
    const ana = () => store.getSnapshot().members.find(({ id }) => id === 'ana')
    add('Ana')
    const before = ana()
    add('Ana')
    expect(ana()).toBe(before)
    add('Anna')
    expect(ana()).toEqual({ ...before, info: { name: 'Anna' } })
    expect(joined).toHaveBeenCalledTimes(1)
  })

  it('an error of the socket without details is still an error', async () => {
    const onError = vi.fn()
    const kit = await subscribed('news', { onError })
    const connection = kit.client?.connection as unknown as { emit: (event: string, data: unknown) => void }
    for (const trouble of [{ type: 'WebSocketError' }, undefined]) connection.emit('error', trouble)
    expect(onError.mock.calls.map(([error]) => (error as Error).message)).toEqual(
      Array.from({ length: 2 }, () => 'Expected a connection to Pusher but got a socket error'),
    )
  })
})

describe('answers of the app that make no sense are refusals', () => {
  const answering = (body: string, status = 200) => ({
    fetch: () => Promise.resolve(new Response(body, { status })),
  })

  it.each(['null', '7', '{}', '{"auth": 1}', ''])('%j for a channel', async (body) => {
    const kit = on.kit(answering(body))
    kit.subscribe('private-a')
    await becomes(kit, 'private-a', 'error')
    expect(kit.channel('private-a').getSnapshot().error).toMatchObject({ type: 'AuthError', status: 200 })
  })

  it('a batch without the channel', async () => {
    const kit = on.kit({ ...answering('{"channels": {}}'), auth: { batch: true } })
    kit.subscribe('private-a')
    await becomes(kit, 'private-a', 'error')
    expect(kit.channel('private-a').getSnapshot().error).toMatchObject({ status: 400 })
  })

  it('a batch that is refused as a whole', async () => {
    const kit = on.kit({ ...answering('{"error": "No"}', 403), auth: { batch: true } })
    kit.subscribe('private-a')
    kit.subscribe('private-b')
    await becomes(kit, 'private-a', 'error')
    await becomes(kit, 'private-b', 'error')
    expect(kit.channel('private-b').getSnapshot().error).toMatchObject({ status: 403 })
  })

  it('a trigger that fails without a word', async () => {
    const kit = on.kit(answering('', 500))
    await expect(kit.trigger('news', 'e', undefined)).rejects.toMatchObject({ status: 500 })
  })

  it('a network that fails with something else than an error', async () => {
    const kit = on.kit({ fetch: () => Promise.reject('offline') })
    await expect(kit.sendMessage('news', 't', {})).rejects.toMatchObject({
      status: null,
      message: expect.stringContaining('offline'),
    })
  })

  it('a schema that refuses without an issue', async () => {
    const onError = vi.fn()
    const schema = { '~standard': { version: 1 as const, vendor: 'test', validate: () => ({ issues: [] }) } }
    const kit = on.kit({ onError, channels: defineChannels({ news: { events: { e: schema } } }) })
    kit.listen('news', 'e', () => {})
    await becomes(kit, 'news', 'subscribed')
    receive(kit, { event: 'e', channel: 'news', data: {} })
    expect(onError.mock.calls[0]?.[0]).toMatchObject({
      code: 'invalid_payload',
      issues: [],
      message: expect.stringContaining('an issue without a message'),
    })
    expect(onError.mock.calls[0]?.[0]).not.toHaveProperty('cause')
  })

  it('a schema that throws', async () => {
    const [received, onError] = [vi.fn(), vi.fn()]
    const validate = () => {
      throw new Error('broken schema')
    }
    const schema = { '~standard': { version: 1 as const, vendor: 'test', validate } }
    const kit = on.kit({ onError, channels: defineChannels({ news: { events: { e: schema } } }) })
    kit.listen('news', 'e', received)
    await becomes(kit, 'news', 'subscribed')
    receive(kit, { event: 'e', channel: 'news', data: {} })
    expect(onError.mock.calls[0]?.[0]).toMatchObject({ code: 'handler_threw' })
    expect(received).not.toHaveBeenCalled()
  })

  it('an event named like a property of every object has no schema by accident', async () => {
    const received = vi.fn()
    const channels = defineChannels({ news: { events: {} } })
    const kit = on.kit({ channels, unknownEvents: 'allow' })
    kit.listen('news', 'constructor' as never, received)
    await becomes(kit, 'news', 'subscribed')
    receive(kit, { event: 'constructor', channel: 'news', data: 1 })
    expect(received).toHaveBeenCalledTimes(1)
  })
})

describe('calls that have nothing to do', () => {
  it('retry() of a channel that nobody holds, or that is subscribed', async () => {
    const kit = await subscribed('news')
    kit.retry('news')
    kit.retry('elsewhere')
    await on.mock.settled()
    expect(on.sent('pusher:subscribe', 'news')).toBe(1)
    expect(on.sent('pusher:subscribe', 'elsewhere')).toBe(0)
  })

  it('stopping twice, in any order', async () => {
    const kit = await subscribed('news')
    const [one, other] = [vi.fn(), vi.fn()]
    const offs = [kit.connection.subscribe(one), kit.connection.subscribe(other)]
    offs[0]?.()
    offs[0]?.()
    one.mockClear()
    kit.connection.disconnect()
    expect(one).not.toHaveBeenCalled()
    expect(other).toHaveBeenCalled()
    kit.dispose()
    kit.dispose()
  })

  it('stopping again when somebody else listens by now', async () => {
    const kit = on.kit()
    const stop = kit.listen('news', 'e', () => {})
    await on.mock.subscribed('news')
    stop()
    await vi.waitFor(() => expect(on.mock.channel('news').occupied).toBe(false), fast)
    kit.subscribe('news')
    await becomes(kit, 'news', 'subscribed')
    stop()
    await on.mock.settled()
    expect(kit.channel('news').getSnapshot().status).toBe('subscribed')
    on.mock.outage()
    await becomes(kit, 'news', 'subscribing')
  })

  it('a client event without data', async () => {
    const kit = await subscribed('private-a')
    await expect(kit.trigger('private-a', 'client-x', undefined)).resolves.toBeNull()
  })

  it('a line without a thread', async () => {
    const onLine = vi.fn()
    on.kit().connectLogs(onLine, { channel: 'news', event: 'line' })
    await on.mock.subscribed('news')
    on.mock.trigger('news', 'line', { text: 'a' })
    await vi.waitFor(() => expect(onLine.mock.calls[0]?.slice(0, 2)).toEqual(['a', null]), fast)
  })

  it('an error that is not about client events rejects none', async () => {
    const kit = await subscribed('private-a')
    on.mock.network = { latency: 20 }
    const triggered = kit.trigger('private-a', 'client-x', {})
    await vi.waitFor(() => expect(on.sent('client-x', 'private-a')).toBe(1), fast)
    receive(kit, { event: 'pusher:error', data: { code: 4302 } })
    await expect(triggered).resolves.toBeNull()
  })

  it('a refusal without any data rejects the client event it follows', async () => {
    const kit = await subscribed('private-a')
    on.mock.network = { latency: 20 }
    const triggered = kit.trigger('private-a', 'client-x', {})
    await vi.waitFor(() => expect(on.sent('client-x', 'private-a')).toBe(1), fast)
    receive(kit, { event: 'pusher:error' })
    await expect(triggered).rejects.toMatchObject({ reason: 'rejected' })
  })

  it('a suspect sample that was the only one leaves no latency', async () => {
    const kit = await subscribed('news')
    await kit.connection.measureLatency()
    receive(kit, { event: 'pusher:pong', data: {} })
    expect(kit.connection.getSnapshot()).toMatchObject({ latency: null, latencyStats: { p50: null } })
  })

  it('a refusal without a text rejects the client event it follows', async () => {
    const kit = await subscribed('private-a')
    on.mock.network = { loss: 'up' }
    const triggered = kit.trigger('private-a', 'client-x', {})
    await vi.waitFor(() => expect(on.sent('client-x', 'private-a')).toBe(1), fast)
    receive(kit, { event: 'pusher:error', data: { code: 4301 } })
    await expect(triggered).rejects.toMatchObject({ reason: 'rejected' })
  })
})

describe('retry()', () => {
  it('while the authorisation is under way starts it anew, and reports nothing', async () => {
    on.mock.authorize(({ attempt }) => (attempt === 1 ? { delay: Infinity } : true))
    const onError = vi.fn()
    const kit = on.kit({ onError })
    kit.subscribe('private-a')
    await vi.waitFor(() => expect(kit.client?.channel('private-a')?.subscriptionPending).toBe(true), fast)
    kit.retry('private-a')
    await becomes(kit, 'private-a', 'subscribed')
    expect(onError).not.toHaveBeenCalled()
  })
})

describe('the user', () => {
  it('an answer without user data is a refusal', async () => {
    const kit = on.kit({ fetch: () => Promise.resolve(Response.json({ auth: 'key:signature' })) })
    kit.user.signIn()
    kit.user.signIn()
    await vi.waitFor(() => expect(kit.user.getSnapshot().status).toBe('error'), fast)
  })

  it('options with their own user authentication keep the pipeline out', async () => {
    const customHandler = vi.fn()
    const kit = on.kit({ options: { userAuthentication: { customHandler } } })
    kit.user.signIn()
    await vi.waitFor(() => expect(customHandler).toHaveBeenCalledTimes(1), fast)
  })
})

describe('the token', () => {
  it('a request that was refused after another one had refreshed takes the new token, without a second refresh', async () => {
    const getToken = vi.fn(({ refresh }: { refresh: boolean }) => (refresh ? 'fresh' : 'stale'))
    let isFresh = false
    const answers: (() => void)[] = []
    const kit = on.kit({
      auth: { getToken: (request) => (isFresh ? 'fresh' : getToken(request)) },
      fetch: (input, init) => {
        const token = new Headers(init?.headers).get('authorization')
        if (token === 'Bearer fresh') return on.mock.fetch(input, init)
        return new Promise((resolve) => {
          answers.push(() => resolve(new Response('{}', { status: 401 })))
        })
      },
    })
    kit.subscribe('private-a')
    kit.subscribe('private-b')
    await vi.waitFor(() => expect(answers).toHaveLength(2), fast)
    answers[0]?.()
    await becomes(kit, 'private-a', 'subscribed')
    isFresh = true
    answers[1]?.()
    await becomes(kit, 'private-b', 'subscribed')
    expect(getToken.mock.calls.filter(([{ refresh }]) => refresh)).toHaveLength(1)
  })

  it('a request that begins during a refresh waits for the new token; null sends none', async () => {
    const tokens: (string | null)[] = []
    let refreshed: (token: string | null) => void = () => {}
    const kit = on.kit({
      auth: {
        getToken: ({ refresh }) =>
          refresh ? new Promise<string | null>((resolve) => (refreshed = resolve)) : 'stale',
      },
      fetch: (input, init) => {
        const token = new Headers(init?.headers).get('authorization')
        tokens.push(token)
        return token ? Promise.resolve(new Response('{}', { status: 403 })) : on.mock.fetch(input, init)
      },
    })
    kit.subscribe('private-a')
    await vi.waitFor(() => expect(tokens).toEqual(['Bearer stale']), fast)
    await on.mock.settled()
    kit.subscribe('private-b')
    await on.mock.settled()
    expect(tokens).toHaveLength(1)
    refreshed(null)
    await becomes(kit, 'private-a', 'subscribed')
    await becomes(kit, 'private-b', 'subscribed')
    expect(tokens.slice(1)).toEqual([null, null])
  })
})
