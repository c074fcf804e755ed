import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { defineChannels } from 'react-pusher-kit/channels'
import { z } from 'zod'
import { mockFixture } from '../support/mock-fixture.ts'
import { receive } from '../support/raw-frame.ts'

const on = mockFixture()
const fast = { interval: 2 }
const room = 'presence-room'
const ids = (store: { getSnapshot: () => { members: readonly { id: string }[] } }) =>
  store.getSnapshot().members.map(({ id }) => id)

describe('presence', () => {
  it('subscribes with the first listener and leaves with the last', async () => {
    const store = on.kit().presence(room)
    expect(store.getSnapshot().status).toBe('idle')
    const offs = [store.subscribe(() => {}), store.onJoin(() => {})]
    await vi.waitFor(() => expect(ids(store)).toEqual(['me']), fast)
    offs[0]?.()
    offs[0]?.()
    await on.mock.settled()
    expect(ids(store)).toEqual(['me'])
    offs[1]?.()
    await vi.waitFor(() => expect(on.mock.channel(room).occupied).toBe(false), fast)
    expect(store.getSnapshot()).toMatchObject({ members: [], me: null, status: 'idle', isStale: false })
  })

  it('members join and leave one by one; those who stay keep their identity', async () => {
    const store = on.kit().presence(room)
    const reported: string[] = []
    store.onJoin(({ id }) => reported.push(`+${id}`))
    store.onLeave(({ id }) => reported.push(`-${id}`))
    store.subscribe(() => {})
    await vi.waitFor(() => expect(ids(store)).toEqual(['me']), fast)
    const me = store.getSnapshot().me
    const ana = on.mock.join(room, { id: 'ana', info: { name: 'Ana' } })
    await vi.waitFor(() => expect(ids(store)).toEqual(['me', 'ana']), fast)
    expect(store.getSnapshot().members[1]).toMatchObject({ id: 'ana', info: { name: 'Ana' }, isMe: false })
    ana.leave()
    await vi.waitFor(() => expect(ids(store)).toEqual(['me']), fast)
    expect(reported).toEqual(['+ana', '-ana'])
    expect(store.getSnapshot().me).toBe(me)
  })

  it('several tabs of one user are one member', async () => {
    const store = on.kit().presence(room)
    const reported = vi.fn()
    store.subscribe(() => {})
    await vi.waitFor(() => expect(ids(store)).toEqual(['me']), fast)
    store.onJoin(reported)
    const tabs = [on.mock.join(room, { id: 'ana' }), on.mock.join(room, { id: 'ana' })]
    await vi.waitFor(() => expect(ids(store)).toEqual(['me', 'ana']), fast)
    tabs[0]?.leave()
    await on.mock.settled()
    expect(ids(store)).toEqual(['me', 'ana'])
    expect(reported).toHaveBeenCalledTimes(1)
  })

  it('a join that the subscription before this one still tells is no join', async () => {
    const store = on.kit().presence(room)
    const leave = store.subscribe(() => {})
    await vi.waitFor(() => expect(ids(store)).toEqual(['me']), fast)
    on.mock.network = { latency: 40 }
    leave()
    await vi.waitFor(() => expect(on.sent('pusher:unsubscribe', room)).toBe(1), fast)
    const reported = vi.fn()
    store.onJoin(reported)
    store.subscribe(() => {})
    // The server has not heard yet that the channel was left, nor that it is wanted again.
    on.mock.join(room, { id: 'ana' })
    await vi.waitFor(() => expect(ids(store)).toEqual(['ana', 'me']), fast)
    expect(reported).not.toHaveBeenCalled()
  })

  it('leaveGrace keeps who comes back in time, and tells of the others late', async () => {
    vi.useFakeTimers()
    onTestFinished(() => void vi.useRealTimers())
    const store = on.kit().presence(room, { leaveGrace: 60 })
    const reported: string[] = []
    store.onJoin(({ id }) => reported.push(`+${id}`))
    store.onLeave(({ id }) => reported.push(`-${id}`))
    await vi.waitFor(() => expect(ids(store)).toEqual(['me']), fast)
    const first = on.mock.join(room, { id: 'ana' })
    await vi.waitFor(() => expect(ids(store)).toEqual(['me', 'ana']), fast)
    first.leave()
    await on.mock.settled()
    expect(ids(store)).toEqual(['me', 'ana'])
    const second = on.mock.join(room, { id: 'ana' })
    await vi.advanceTimersByTimeAsync(1000)
    expect(reported).toEqual(['+ana'])
    second.leave()
    await vi.waitFor(() => expect(reported).toEqual(['+ana', '-ana']), fast)
    expect(ids(store)).toEqual(['me'])
  })

  it('is idle without a reader, whoever else holds the channel, and subscribing from the first one on', async () => {
    const kit = on.kit()
    const store = kit.presence(room)
    const idle = store.getSnapshot()
    kit.subscribe(room)
    const stop = store.subscribe(() => {})
    expect(store.getSnapshot()).toMatchObject({ status: 'subscribing', count: 0, isStale: false })
    await vi.waitFor(() => expect(ids(store)).toEqual(['me']), fast)
    stop()
    await on.mock.settled()
    expect(kit.channel(room).getSnapshot().status).toBe('subscribed')
    expect(store.getSnapshot()).toBe(idle)
    expect(kit.presence(room).getSnapshot()).toBe(idle)
  })

  it('a channel whose members nobody reads any more has no members when it is read again', async () => {
    const store = on.kit().presence(room)
    const stop = store.subscribe(() => {})
    await vi.waitFor(() => expect(ids(store)).toEqual(['me']), fast)
    stop()
    await vi.waitFor(() => expect(on.mock.channel(room).occupied).toBe(false), fast)
    const seen: string[] = []
    const reported = vi.fn()
    store.onJoin(reported)
    store.subscribe(() => seen.push(`${store.getSnapshot().status} ${store.getSnapshot().count}`))
    await vi.waitFor(() => expect(ids(store)).toEqual(['me']), fast)
    expect(seen).not.toContain('subscribed 0')
    expect(reported).not.toHaveBeenCalled()
  })

  it('is the same snapshot until something of it changes', async () => {
    const kit = on.kit()
    const store = kit.presence(room)
    store.subscribe(() => {})
    await vi.waitFor(() => expect(ids(store)).toEqual(['me']), fast)
    const before = store.getSnapshot()
    receive(kit, {
      event: 'pusher_internal:member_removed',
      channel: room,
      data: { user_id: 'nobody' },
    })
    receive(kit, {
      event: 'pusher_internal:member_added',
      channel: 'presence-other',
      data: { user_id: 'ana' },
    })
    expect(store.getSnapshot()).toBe(before)
  })

  it('members of one channel are not those of another', async () => {
    const kit = on.kit()
    const [store, other] = [kit.presence(room), kit.presence('presence-other')]
    for (const each of [store, other]) each.subscribe(() => {})
    await vi.waitFor(() => expect([ids(store), ids(other)]).toEqual([['me'], ['me']]), fast)
    on.mock.join('presence-other', { id: 'ana' })
    await vi.waitFor(() => expect(ids(other)).toEqual(['me', 'ana']), fast)
    expect(ids(store)).toEqual(['me'])
  })

  it('keeps the order in which members came, and gives nobody an info by accident', async () => {
    for (const id of ['10', 'ana', '2']) on.mock.join(room, { id })
    const kit = on.kit()
    const store = kit.presence(room)
    store.subscribe(() => {})
    await vi.waitFor(() => expect(ids(store)).toEqual(['10', 'ana', '2', 'me']), fast)
    receive(kit, {
      event: 'pusher_internal:subscription_succeeded',
      channel: room,
      data: { presence: { count: 2, ids: ['me', 'constructor'], hash: { me: {} } } },
    })
    expect(store.getSnapshot().members.map(({ id, info }) => [id, info])).toEqual([
      ['me', {}],
      ['constructor', undefined],
    ])
  })

  it('has the info that its declaration makes of it', async () => {
    const channels = defineChannels({
      'presence-{room}': { member: z.object({ age: z.coerce.number() }), events: {} },
    })
    on.mock.join(room, { id: 'ana', info: { age: '40' } })
    const store = on.kit({ channels, onError: () => {} }).presence(room)
    store.subscribe(() => {})
    await vi.waitFor(() => expect(store.getSnapshot().count).toBe(2), fast)
    expect(store.getSnapshot().members[0]?.info).toEqual({ age: 40 })
  })

  it('reads the members of a subscription once: an info that is not legal is reported once', async () => {
    const onError = vi.fn()
    const channels = defineChannels({
      'presence-{room}': { member: z.object({ age: z.number() }), events: {} },
    })
    on.mock.join(room, { id: 'ana', info: { age: 'old' } })
    const store = on.kit({ channels, onError }).presence(room)
    store.subscribe(() => {})
    await vi.waitFor(() => expect(store.getSnapshot().count).toBe(2), fast)
    await on.mock.settled()
    const reported = onError.mock.calls.map(([error]) => (error as { payload: unknown }).payload)
    expect(reported.filter((info) => (info as { age?: unknown } | undefined)?.age === 'old')).toHaveLength(1)
  })

  it('keeps its members through a lost connection, as stale', async () => {
    const kit = on.kit()
    const store = kit.presence(room)
    const reported = vi.fn()
    store.onJoin(reported)
    store.onLeave(reported)
    await vi.waitFor(() => expect(ids(store)).toEqual(['me']), fast)
    kit.connection.disconnect()
    await vi.waitFor(() => expect(store.getSnapshot().isStale).toBe(true), fast)
    expect(store.getSnapshot()).toMatchObject({ status: 'subscribing', count: 1, me: { id: 'me' } })
    kit.connection.connect()
    await vi.waitFor(() => expect(store.getSnapshot().isStale).toBe(false), fast)
    expect(store.getSnapshot()).toMatchObject({ status: 'subscribed', count: 1 })
    expect(reported).not.toHaveBeenCalled()
  })

  it('shows the last error, also when nobody looked in between', async () => {
    on.mock.authorize(() => ({ status: 403, error: 'no' }))
    const kit = on.kit({ onError: () => {} })
    const store = kit.presence(room)
    store.subscribe(() => {})
    await vi.waitFor(() => expect(store.getSnapshot().error).toMatchObject({ status: 403 }), fast)
    on.mock.authorize(() => ({ status: 404, error: 'no' }))
    kit.retry(room)
    await vi.waitFor(() => expect(kit.channel(room).getSnapshot().error).toMatchObject({ status: 404 }), fast)
    expect(store.getSnapshot().error).toMatchObject({ status: 404 })
  })

  it('keeps its store while it has a reader, however many channels are opened', async () => {
    const kit = on.kit()
    const openMany = () => {
      for (let n = 0; n < 60; n += 1) kit.presence(`presence-${n}`)
    }
    const store = kit.presence(room)
    const stop = store.subscribe(() => {})
    openMany()
    expect(kit.presence(room)).toBe(store)
    stop()
    await on.mock.settled()
    openMany()
    expect(kit.presence(room)).not.toBe(store)
  })

  it('a late reader has the members at once', async () => {
    const kit = on.kit()
    on.mock.join(room, { id: 'ana' })
    kit.subscribe(room)
    await vi.waitFor(() => expect(kit.channel(room).getSnapshot().status).toBe('subscribed'), fast)
    const store = kit.presence(room)
    store.subscribe(() => {})
    expect(ids(store)).toEqual(['ana', 'me'])
    expect(store.getSnapshot().me?.isMe).toBe(true)
  })

  it('is empty when its last listener ends in the tick in which the subscription succeeds', async () => {
    const kit = on.kit()
    const store = kit.presence(room)
    const idle = store.getSnapshot()
    let stop = () => {}
    kit.channel(room).subscribe(() => {
      if (kit.channel(room).getSnapshot().status === 'subscribed') stop()
    })
    kit.subscribe(room)
    stop = store.subscribe(() => {})
    await on.mock.subscribed(room)
    await on.mock.settled()
    expect(store.getSnapshot()).toBe(idle)
  })

  it('is not stale when the connection is lost before its members are read', async () => {
    const client = on.mock.client()
    client.subscribe(room)
    await on.mock.subscribed(room)
    const kit = on.kit({ client, enabled: false })
    const store = kit.presence(room)
    store.subscribe(() => {})
    void kit.connect()
    client.disconnect()
    await on.mock.settled()
    expect(store.getSnapshot()).toMatchObject({ status: 'subscribing', count: 0, isStale: false })
  })

  it('is never subscribed and empty', async () => {
    const store = on.kit().presence(room)
    const seen: string[] = []
    store.subscribe(() => seen.push(`${store.getSnapshot().status} ${store.getSnapshot().count}`))
    await vi.waitFor(() => expect(store.getSnapshot().count).toBe(1), fast)
    expect(seen.at(-1)).toBe('subscribed 1')
    expect(seen).not.toContain('subscribed 0')
  })

  it('is not subscribed and empty either when it is read with the status of its channel', async () => {
    const kit = on.kit()
    const store = kit.presence(room)
    const seen: string[] = []
    kit.channel(room).subscribe(() => {
      const { status, count } = store.getSnapshot()
      seen.push(`${kit.channel(room).getSnapshot().status}: ${status} ${count}`)
    })
    store.subscribe(() => {})
    // Reads no snapshot of the store meanwhile, because the store would keep it.
    await vi.waitFor(() => expect(kit.channel(room).getSnapshot().status).toBe('subscribed'), fast)
    expect(seen).toContain('subscribed: subscribing 0')
  })

  it('of a channel that the app subscribed to before the kit began are read', async () => {
    const client = on.mock.client()
    client.subscribe(room)
    await on.mock.subscribed(room)
    const kit = on.kit({ client, enabled: false })
    kit.dispose()
    const store = on.kit({ client }).presence(room)
    store.subscribe(() => {})
    await vi.waitFor(() => expect(ids(store)).toEqual(['me']), fast)
  })

  it('of a cache channel live with its misses', async () => {
    const kit = on.kit()
    const store = kit.presence('presence-cache-room')
    store.subscribe(() => {})
    await vi.waitFor(() => expect(store.getSnapshot().count).toBe(1), fast)
    expect(on.mock.frames.map(({ event }) => event)).toContain('pusher:cache_miss')
    expect(store.getSnapshot()).toMatchObject({ status: 'subscribed', error: null })
  })

  it('a burst of joins is told once a frame', async () => {
    vi.useFakeTimers()
    onTestFinished(() => void vi.useRealTimers())
    const store = on.kit().presence(room)
    const reported = vi.fn()
    store.subscribe(reported)
    await vi.waitFor(() => expect(ids(store)).toEqual(['me']), fast)
    await vi.advanceTimersByTimeAsync(50)
    reported.mockClear()
    for (let n = 0; n < 40; n += 1) on.mock.join(room, { id: `user-${n}` })
    await vi.waitFor(() => expect(store.getSnapshot().count).toBe(41), fast)
    await vi.advanceTimersByTimeAsync(1000)
    expect(reported.mock.calls.length).toBeLessThanOrEqual(3)
  })

  it('a name without presence- says so', () => {
    const wrong: string = 'private-room'
    expect(() => on.kit().presence(wrong)).toThrow(
      'Expected a channel whose name starts with "presence-" but got "private-room"',
    )
  })

  it('a denied channel has its error', async () => {
    on.mock.authorize(() => false)
    const store = on.kit().presence(room)
    store.subscribe(() => {})
    await vi.waitFor(
      () => expect(store.getSnapshot()).toMatchObject({ status: 'error', error: { status: 403 } }),
      fast,
    )
  })

  it('member infos are checked, and one listener that throws stops nobody', async () => {
    const onError = vi.fn()
    const channels = defineChannels({
      'presence-{room}': { member: z.object({ name: z.string() }), events: {} },
    })
    const store = on.kit({ channels, onError }).presence(room)
    const reported = vi.fn()
    store.onJoin(() => {
      throw new Error('broken')
    })
    store.onJoin(reported)
    await vi.waitFor(() => expect(ids(store)).toEqual(['me']), fast)
    on.mock.join(room, { id: 'ana', info: { name: 1 } })
    await vi.waitFor(() => expect(reported).toHaveBeenCalledTimes(1), fast)
    expect(onError.mock.calls.map(([error]) => (error as { code: string }).code)).toEqual([
      'invalid_payload',
      'handler_threw',
    ])
  })

  it('the end of the session empties it', async () => {
    const kit = on.kit()
    const store = kit.presence(room)
    store.subscribe(() => {})
    await vi.waitFor(() => expect(ids(store)).toEqual(['me']), fast)
    kit.dispose()
    await vi.waitFor(() => expect(store.getSnapshot()).toMatchObject({ count: 0, isStale: false }), fast)
  })
})
