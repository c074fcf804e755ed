import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { defineChannels } from 'react-pusher-kit/channels'
import { z } from 'zod'
import { mockFixture } from './support/mock-fixture.ts'
import { receive } from './support/raw-frame.ts'
import { catchUncaught } from './support/uncaught.ts'

const on = mockFixture()
const fast = { interval: 2 }
const broken = new Error('broken')
const fail = () => {
  throw broken
}
let uncaught: ReturnType<typeof catchUncaught>
beforeEach(() => {
  uncaught = catchUncaught()
})
afterEach(() => uncaught.stop())

describe('an exception of the app stops nobody, and is seen', () => {
  test('in onError', async () => {
    const kit = on.kit({ onError: fail })
    const heard = vi.fn()
    kit.listen('news', 'e', fail)
    kit.listen('news', 'e', heard)
    await on.mock.subscribed('news')
    on.mock.trigger('news', 'e', 1)
    await vi.waitFor(() => expect(heard).toHaveBeenCalledTimes(1), fast)
    await vi.waitFor(() => expect(uncaught.errors).toEqual([broken]), fast)
  })

  test('in a listener of the connection', async () => {
    const kit = on.kit()
    const told = vi.fn()
    kit.connection.subscribe(fail)
    kit.connection.subscribe(told)
    kit.subscribe('news')
    await on.mock.subscribed('news')
    expect(told).toHaveBeenCalled()
    await vi.waitFor(() => expect(uncaught.errors).toContain(broken), fast)
    expect(new Set(uncaught.errors)).toEqual(new Set([broken]))
  })

  test('in the schema of a member', async () => {
    const onError = vi.fn()
    const validate = (value: unknown) => ((value as { name?: string }).name === 'Ana' ? fail() : { value })
    const member = { '~standard': { version: 1 as const, vendor: 'test', validate } }
    const channels = defineChannels({ 'presence-{room}': { member, events: {} } })
    const kit = on.kit({ channels, onError })
    const store = kit.presence('presence-room')
    store.subscribe(() => {})
    on.mock.join('presence-room', { id: 'ana', info: { name: 'Ana' } })
    on.mock.join('presence-room', { id: 'ben', info: { name: 'Ben' } })
    await vi.waitFor(() => expect(store.getSnapshot().count).toBe(3), fast)
    expect(onError.mock.calls[0]?.[0]).toMatchObject({ code: 'handler_threw', cause: broken })
  })
})

describe('the info of a member', () => {
  const channels = defineChannels({
    'presence-{room}': { member: z.object({ name: z.string().trim() }).partial(), events: {} },
  })

  test('comes as its schema gives it out', async () => {
    const store = on.kit({ channels }).presence('presence-room')
    const joined = vi.fn()
    store.subscribe(() => {})
    store.onJoin(joined)
    await vi.waitFor(() => expect(store.getSnapshot().count).toBe(1), fast)
    on.mock.join('presence-room', { id: 'ana', info: { name: ' Ana ' } })
    await vi.waitFor(() => expect(joined).toHaveBeenCalledTimes(1), fast)
    expect(joined.mock.calls[0]?.[0]).toMatchObject({ id: 'ana', info: { name: 'Ana' } })
  })

  test('that does not fit is reported and comes as it is: the member is there all the same', async () => {
    const onError = vi.fn()
    const kit = on.kit({ channels, onError })
    const store = kit.presence('presence-room')
    store.subscribe(() => {})
    await vi.waitFor(() => expect(store.getSnapshot().count).toBe(1), fast)
    receive(kit, {
      event: 'pusher_internal:member_added',
      channel: 'presence-room',
      data: { user_id: 'ana', user_info: { name: 7 } },
    })
    expect(store.getSnapshot().members.at(-1)).toMatchObject({ id: 'ana', info: { name: 7 } })
    expect(onError.mock.calls[0]?.[0]).toMatchObject({ code: 'invalid_payload', payload: { name: 7 } })
  })
})
