import { describe, expect, it, onTestFinished, vi } from 'vitest'
import type { KitOptions, PusherKit } from 'react-pusher-kit/client'
import { createMockPusher } from 'react-pusher-kit/mock'
import { mockFixture } from '../support/mock-fixture.ts'
import { receive } from '../support/raw-frame.ts'
import { catchUncaught } from '../support/uncaught.ts'

const on = mockFixture({ user: { id: 'ana', watchlist: ['ben', 'cem'] } })
const fast = { interval: 2 }

const becomes = (kit: PusherKit, status: string) =>
  vi.waitFor(() => expect(kit.user.getSnapshot().status).toBe(status), fast)

async function signedIn(options?: KitOptions) {
  const kit = on.kit(options)
  kit.user.signIn()
  await becomes(kit, 'signed-in')
  return kit
}

const signIns = () =>
  on.mock.frames.filter(({ event, direction }) => event === 'pusher:signin' && direction === 'sent').length

describe('the user', () => {
  it('is nobody until somebody signs in, also with a connection', async () => {
    const kit = on.kit()
    expect(kit.user.getSnapshot().status).toBe('idle')
    await kit.whenConnected()
    await on.mock.settled()
    expect(kit.user.getSnapshot().status).toBe('idle')
    kit.connection.disconnect()
    expect(kit.user.getSnapshot().status).toBe('idle')
    expect(signIns()).toBe(0)
  })

  it('signs in once, whether it was asked for before the connection, during it, or twice', async () => {
    const kit = on.kit({ enabled: false })
    kit.user.signIn()
    expect(kit.user.getSnapshot().status).toBe('idle')
    await kit.connect()
    await becomes(kit, 'signed-in')
    kit.user.signIn()
    await on.mock.settled()
    expect(kit.user.getSnapshot().status).toBe('signed-in')
    expect(signIns()).toBe(1)
  })

  it('is signing in again after a loss, with an empty watchlist, and nobody after the end', async () => {
    const kit = await signedIn()
    receive(kit, {
      event: 'pusher_internal:watchlist_events',
      data: { events: [{ name: 'online', user_ids: ['ben'] }] },
    })
    expect(kit.user.getSnapshot().watchlist).toEqual(['ben'])
    kit.connection.disconnect()
    expect(kit.user.getSnapshot()).toMatchObject({ status: 'signing-in', watchlist: [], user: { id: 'ana' } })
    kit.connection.connect()
    await becomes(kit, 'signed-in')
    const { user } = kit
    kit.dispose()
    expect(user.getSnapshot()).toEqual({ user: null, status: 'idle', error: null, watchlist: [] })
  })

  it('stays the same while the client moves to a fallback, where it signs in again', async () => {
    const second = createMockPusher({ app: { key: 'second' }, user: { id: 'ana' } })
    onTestFinished(() => second.dispose())
    const kit = await signedIn({
      fallbacks: [{ appKey: 'second' }],
      createClient: (appKey, options) =>
        (appKey === 'second' ? second : on.mock).provider.createClient(appKey, options),
      fetch: (input, init) => {
        const isSecond = new URLSearchParams(init?.body as URLSearchParams).get('backend') === 'second'
        return (isSecond ? second : on.mock).fetch(input, init)
      },
      onError: () => {},
    })
    const users: (string | undefined)[] = []
    const statuses: string[] = []
    kit.user.subscribe(() => {
      const { user, status } = kit.user.getSnapshot()
      users.push(user?.id)
      statuses.push(status)
    })
    on.mock.drop({ code: 4001 })
    await vi.waitFor(() => expect(second.frames.map(({ event }) => event)).toContain('pusher:signin_success'))
    expect(statuses).toContain('signing-in')
    expect(new Set(users)).toEqual(new Set(['ana']))
  })

  it('is not changed by frames without data', async () => {
    const uncaught = catchUncaught()
    onTestFinished(() => uncaught.stop())
    const kit = await signedIn()
    const before = kit.user.getSnapshot()
    receive(kit, { event: 'pusher:pong' })
    await on.mock.settled()
    expect([kit.user.getSnapshot() === before, uncaught.errors]).toEqual([true, []])
  })

  it('a refusal is reported once, and not again when another user signs in', async () => {
    on.mock.authorize(() => ({ status: 403, error: 'Who are you' }))
    const onError = vi.fn()
    const kit = on.kit({ onError })
    kit.user.signIn()
    await becomes(kit, 'error')
    await on.mock.settled()
    expect(onError.mock.calls).toEqual([[expect.objectContaining({ status: 403 })]])
    on.mock.authorize(() => true)
    kit.connection.disconnect()
    kit.connection.connect()
    await becomes(kit, 'signed-in')
    expect(kit.user.getSnapshot()).toMatchObject({ user: { id: 'ana' }, error: null })
    expect(onError).toHaveBeenCalledOnce()
  })

  it('a refusal that pusher-js only logs, as 8.4 does, is an error', async () => {
    on.mock.authorize(() => ({ status: 403, error: 'Who are you' }))
    const onError = vi.fn()
    const kit = on.kit({
      onError,
      createClient: (appKey, options) => {
        const client = on.mock.provider.createClient(appKey, options)
        const { user } = client
        const emit = user.emit.bind(user)
        user.emit = (event, ...rest) => (event === 'pusher:signin_error' ? user : emit(event, ...rest))
        return client
      },
    })
    kit.user.signIn()
    await becomes(kit, 'error')
    expect(kit.user.getSnapshot()).toMatchObject({ user: null, error: { status: 403 } })
    expect(onError).toHaveBeenCalledOnce()
  })

  it('a sign-in that fails after an earlier one leaves no user', async () => {
    const onError = vi.fn()
    const kit = await signedIn({ onError })
    kit.connection.disconnect()
    on.mock.authorize(() => false)
    kit.connection.connect()
    await becomes(kit, 'error')
    expect(kit.user.getSnapshot().user).toBeNull()
    expect(onError).toHaveBeenCalledOnce()
  })

  it.each([{}, { user_data: 'no JSON' }, { user_data: '{"id":""}' }, { user_data: '{"id":7}' }])(
    'user data of %o is an error',
    async (data) => {
      const kit = await signedIn({ onError: () => {} })
      receive(kit, { event: 'pusher:signin_success', data })
      expect(kit.user.getSnapshot()).toMatchObject({ status: 'error', user: null })
      expect(kit.user.getSnapshot().error?.message).toContain('user data without an id')
    },
  )
})

describe('the watchlist', () => {
  it('has everybody once, in the order in which they came online', async () => {
    const kit = await signedIn()
    const say = (...events: { name: string; user_ids?: string[] }[]) => {
      receive(kit, { event: 'pusher_internal:watchlist_events', data: { events } })
      return kit.user.getSnapshot().watchlist
    }
    expect(say({ name: 'online', user_ids: ['ben', 'cem'] })).toEqual(['ben', 'cem'])
    expect(say({ name: 'online', user_ids: ['ben'] })).toEqual(['cem', 'ben'])
    expect(say({ name: 'offline', user_ids: ['cem'] }, { name: 'online', user_ids: ['eve'] })).toEqual([
      'ben',
      'eve',
    ])
    expect(say({ name: 'offline' })).toEqual(['ben', 'eve'])
    expect(say()).toEqual(['ben', 'eve'])
  })
})

describe('events of the user', () => {
  it('are handed to the listeners of that event, and to none that an earlier one stopped', async () => {
    const kit = await signedIn()
    const seen: string[] = []
    kit.user.on('note', () => {
      seen.push('first')
      stop()
    })
    const stop = kit.user.on('note', () => seen.push('second'))
    kit.user.on('other', () => seen.push('other'))
    kit.user.on('note', () => seen.push('third'))
    await on.mock.settled()
    on.mock.sendToUser('ana', 'note', {})
    await vi.waitFor(() => expect(seen).toEqual(['first', 'third']), fast)
  })

  it('of a client of the app come while the kit lives', async () => {
    const client = on.mock.client({ user: { id: 'ana' } })
    client.signin()
    const kit = on.kit({ client })
    const received = vi.fn()
    await kit.whenConnected()
    kit.user.on('note', received)
    await on.mock.settled()
    on.mock.sendToUser('ana', 'note', { n: 1 })
    await vi.waitFor(() => expect(received.mock.calls).toEqual([[{ n: 1 }]]), fast)
    kit.dispose()
    on.mock.sendToUser('ana', 'note', { n: 2 })
    await on.mock.settled()
    expect(received).toHaveBeenCalledOnce()
  })
})
