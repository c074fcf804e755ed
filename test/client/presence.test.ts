import { describe, expect, test, vi } from 'vitest'
import { defineChannels } from 'react-pusher-kit/channels'
import { z } from 'zod'
import { mockFixture } from './support/mock-fixture.ts'

const on = mockFixture()
const fast = { interval: 2 }
const room = 'presence-room'
const ids = (store: { getSnapshot: () => { members: readonly { id: string }[] } }) =>
  store.getSnapshot().members.map(({ id }) => id)

describe('presence', () => {
  test('subscribes with the first listener and leaves with the last', async () => {
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

  test('members join and leave one by one; those who stay keep their identity', async () => {
    const store = on.kit().presence(room)
    const told: string[] = []
    store.onJoin(({ id }) => told.push(`+${id}`))
    store.onLeave(({ id }) => told.push(`-${id}`))
    store.subscribe(() => {})
    await vi.waitFor(() => expect(ids(store)).toEqual(['me']), fast)
    const me = store.getSnapshot().me
    const ana = on.mock.join(room, { id: 'ana', info: { name: 'Ana' } })
    await vi.waitFor(() => expect(ids(store)).toEqual(['me', 'ana']), fast)
    expect(store.getSnapshot().members[1]).toMatchObject({ id: 'ana', info: { name: 'Ana' }, isMe: false })
    ana.leave()
    await vi.waitFor(() => expect(ids(store)).toEqual(['me']), fast)
    expect(told).toEqual(['+ana', '-ana'])
    expect(store.getSnapshot().me).toBe(me)
  })

  test('several tabs of one user are one member', async () => {
    const store = on.kit().presence(room)
    const told = vi.fn()
    store.subscribe(() => {})
    await vi.waitFor(() => expect(ids(store)).toEqual(['me']), fast)
    store.onJoin(told)
    const tabs = [on.mock.join(room, { id: 'ana' }), on.mock.join(room, { id: 'ana' })]
    await vi.waitFor(() => expect(ids(store)).toEqual(['me', 'ana']), fast)
    tabs[0]?.leave()
    await on.mock.settled()
    expect(ids(store)).toEqual(['me', 'ana'])
    expect(told).toHaveBeenCalledTimes(1)
  })

  test('a join that the subscription before this one still tells is no join', async () => {
    const store = on.kit().presence(room)
    const leave = store.subscribe(() => {})
    await vi.waitFor(() => expect(ids(store)).toEqual(['me']), fast)
    on.mock.network = { latency: 40 }
    leave()
    await vi.waitFor(() => expect(on.sent('pusher:unsubscribe', room)).toBe(1), fast)
    const told = vi.fn()
    store.onJoin(told)
    store.subscribe(() => {})
    // The server has not heard yet that the channel was left, nor that it is wanted again.
    on.mock.join(room, { id: 'ana' })
    await vi.waitFor(() => expect(ids(store)).toEqual(['ana', 'me']), fast)
    expect(told).not.toHaveBeenCalled()
  })

  test('leaveGrace keeps who comes back in time, and tells of the others late', async () => {
    const store = on.kit().presence(room, { leaveGrace: 60 })
    const told: string[] = []
    store.onJoin(({ id }) => told.push(`+${id}`))
    store.onLeave(({ id }) => told.push(`-${id}`))
    await vi.waitFor(() => expect(ids(store)).toEqual(['me']), fast)
    const first = on.mock.join(room, { id: 'ana' })
    await vi.waitFor(() => expect(ids(store)).toEqual(['me', 'ana']), fast)
    first.leave()
    await on.mock.settled()
    expect(ids(store)).toEqual(['me', 'ana'])
    const second = on.mock.join(room, { id: 'ana' })
    await new Promise((resolve) => setTimeout(resolve, 80))
    expect(told).toEqual(['+ana'])
    second.leave()
    await vi.waitFor(() => expect(told).toEqual(['+ana', '-ana']), fast)
    expect(ids(store)).toEqual(['me'])
  })

  test('a late reader has the members at once', async () => {
    const kit = on.kit()
    on.mock.join(room, { id: 'ana' })
    kit.subscribe(room)
    await vi.waitFor(() => expect(kit.channel(room).getSnapshot().status).toBe('subscribed'), fast)
    const store = kit.presence(room)
    store.subscribe(() => {})
    expect(ids(store)).toEqual(['ana', 'me'])
    expect(store.getSnapshot().me?.isMe).toBe(true)
  })

  test('is never subscribed and empty', async () => {
    const store = on.kit().presence(room)
    const seen: string[] = []
    store.subscribe(() => seen.push(`${store.getSnapshot().status} ${store.getSnapshot().count}`))
    await vi.waitFor(() => expect(store.getSnapshot().count).toBe(1), fast)
    expect(seen.at(-1)).toBe('subscribed 1')
    expect(seen).not.toContain('subscribed 0')
  })

  test('of a channel that the app subscribed to before the kit began are read', async () => {
    const client = on.mock.client()
    client.subscribe(room)
    await on.mock.subscribed(room)
    const kit = on.kit({ client, enabled: false })
    kit.dispose()
    const store = on.kit({ client }).presence(room)
    store.subscribe(() => {})
    await vi.waitFor(() => expect(ids(store)).toEqual(['me']), fast)
  })

  test('a burst of joins is told once a frame', async () => {
    const store = on.kit().presence(room)
    const told = vi.fn()
    store.subscribe(told)
    await vi.waitFor(() => expect(ids(store)).toEqual(['me']), fast)
    await new Promise((resolve) => setTimeout(resolve, 50))
    told.mockClear()
    for (let n = 0; n < 40; n += 1) on.mock.join(room, { id: `user-${n}` })
    await vi.waitFor(() => expect(store.getSnapshot().count).toBe(41), fast)
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(told.mock.calls.length).toBeLessThanOrEqual(3)
  })

  test('a name without presence- says so', () => {
    expect(() => on.kit().presence('private-room')).toThrow(
      'Expected a channel whose name starts with "presence-" but got "private-room"',
    )
  })

  test('a denied channel has its error', async () => {
    on.mock.authorize(() => false)
    const store = on.kit().presence(room)
    store.subscribe(() => {})
    await vi.waitFor(
      () => expect(store.getSnapshot()).toMatchObject({ status: 'error', error: { status: 403 } }),
      fast,
    )
  })

  test('member infos are checked, and one listener that throws stops nobody', async () => {
    const onError = vi.fn()
    const channels = defineChannels({
      'presence-{room}': { member: z.object({ name: z.string() }), events: {} },
    })
    const store = on.kit({ channels, onError }).presence(room)
    const told = vi.fn()
    store.onJoin(() => {
      throw new Error('broken')
    })
    store.onJoin(told)
    await vi.waitFor(() => expect(ids(store)).toEqual(['me']), fast)
    on.mock.join(room, { id: 'ana', info: { name: 1 } })
    await vi.waitFor(() => expect(told).toHaveBeenCalledTimes(1), fast)
    expect(onError.mock.calls.map(([error]) => (error as { code: string }).code)).toEqual([
      'invalid_payload',
      'handler_threw',
    ])
  })

  test('the end of the session empties it', async () => {
    const kit = on.kit()
    const store = kit.presence(room)
    store.subscribe(() => {})
    await vi.waitFor(() => expect(ids(store)).toEqual(['me']), fast)
    kit.dispose()
    await vi.waitFor(() => expect(store.getSnapshot()).toMatchObject({ count: 0, isStale: false }), fast)
  })
})
