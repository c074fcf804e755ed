import { expect, it, onTestFinished, vi } from 'vitest'
import { createMockPusher } from 'react-pusher-kit/mock'
import { mockFixture } from '../support/mock-fixture.ts'
import { receive } from '../support/raw-frame.ts'

const on = mockFixture()
const fast = { interval: 2 }
const room = 'presence-room'

it('presence keeps its members while the client moves to a fallback', async () => {
  const second = createMockPusher({ app: { key: 'second' } })
  onTestFinished(() => second.dispose())
  const kit = on.kit({
    fallbacks: [{ appKey: 'second' }],
    createClient: (appKey, options) =>
      (appKey === 'second' ? second : on.mock).provider.createClient(appKey, options),
    fetch: (input, init) => {
      const isSecond = new URLSearchParams(init?.body as URLSearchParams).get('backend') === 'second'
      return (isSecond ? second : on.mock).fetch(input, init)
    },
    onError: () => {},
  })
  const store = kit.presence(room)
  const reported = vi.fn()
  store.onJoin(reported)
  store.onLeave(reported)
  const counts = new Set<number>()
  await vi.waitFor(() => expect(store.getSnapshot().count).toBe(1), fast)
  store.subscribe(() => counts.add(store.getSnapshot().count))
  on.mock.drop({ code: 4001 })
  await vi.waitFor(() => expect(second.channel(room).occupied).toBe(true))
  await vi.waitFor(() => expect(store.getSnapshot().isStale).toBe(false), fast)
  expect([...counts]).toEqual([1])
  expect(reported).not.toHaveBeenCalled()
})

it('presence is not subscribed before it has its members, also where the status of the channel is read', async () => {
  const kit = on.kit()
  const store = kit.presence(room)
  store.subscribe(() => {})
  const seen: string[] = []
  kit.channel(room).subscribe(() => {
    if (kit.channel(room).getSnapshot().status === 'subscribed') {
      seen.push(`${store.getSnapshot().status} ${store.getSnapshot().count}`)
    }
  })
  await vi.waitFor(() => expect(store.getSnapshot().count).toBe(1), fast)
  expect(seen.length).toBeGreaterThan(0)
  expect(seen).not.toContain('subscribed 0')
})

it('presence has the new info of a member, where nothing else has changed', async () => {
  on.mock.join(room, { id: 'ana', info: { name: 'Ana' } })
  const kit = on.kit()
  const store = kit.presence(room)
  store.subscribe(() => {})
  await vi.waitFor(() => expect(store.getSnapshot().count).toBe(2), fast)
  receive(kit, {
    event: 'pusher_internal:member_added',
    channel: room,
    data: { user_id: 'ana', user_info: { name: 'Anna' } },
  })
  expect(store.getSnapshot().members[0]).toMatchObject({ id: 'ana', info: { name: 'Anna' } })
})
