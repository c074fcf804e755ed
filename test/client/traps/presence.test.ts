import { describe, expect, it, vi } from 'vitest'
import { mockFixture } from '../support/mock-fixture.ts'

const on = mockFixture()
const fast = { interval: 2 }
const room = 'presence-room'

describe('trap 6: presence empties silently, and comes back without joins and leaves', () => {
  it('plain pusher-js: the members are gone while reconnecting, and no event tells who left', async () => {
    const ana = on.mock.join(room, { id: 'ana' })
    const pusher = on.mock.client()
    const channel = pusher.subscribe(room) as ReturnType<typeof pusher.subscribe> & {
      members: { count: number }
    }
    const reported = vi.fn()
    channel.bind('pusher:member_removed', reported)
    await on.mock.subscribed(room)
    expect(channel.members.count).toBe(2)
    pusher.disconnect()
    expect(channel.members.count).toBe(0)
    ana.leave()
    pusher.connect()
    await vi.waitFor(() => expect(channel.members.count).toBe(1), fast)
    expect(reported).not.toHaveBeenCalled()
  })

  it('the kit: the old set is held and stale, then only true joins and leaves are told', async () => {
    const ana = on.mock.join(room, { id: 'ana', info: { name: 'Ana' } })
    on.mock.join(room, { id: 7, info: { name: 'Seven' } })
    const kit = on.kit()
    const store = kit.presence(room)
    const reported: string[] = []
    store.onJoin(({ id }) => reported.push(`+${id}`))
    store.onLeave(({ id }) => reported.push(`-${id}`))
    store.subscribe(() => {})
    const ids = () => store.getSnapshot().members.map(({ id }) => id)
    await vi.waitFor(() => expect(ids()).toEqual(['ana', '7', 'me']), fast)
    expect(reported).toEqual([])
    const before = store.getSnapshot()
    expect(before).toMatchObject({ count: 3, isStale: false, me: { id: 'me', isMe: true } })

    kit.connection.disconnect()
    await vi.waitFor(() => expect(store.getSnapshot().isStale).toBe(true), fast)
    expect(store.getSnapshot().members).toEqual(before.members)
    ana.leave()
    on.mock.join(room, { id: 'ben' })
    kit.connection.connect()
    await vi.waitFor(() => expect(store.getSnapshot().isStale).toBe(false), fast)
    expect(reported.toSorted()).toEqual(['+ben', '-ana'])
    expect(store.getSnapshot().members.find(({ id }) => id === '7')).toBe(
      before.members.find(({ id }) => id === '7'),
    )
  })
})
