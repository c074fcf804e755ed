import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { defineChannels } from 'react-pusher-kit/channels'
import { z } from 'zod'
import { mockFixture } from './support/mock-fixture.ts'
import { receive } from './support/raw-frame.ts'
import { catchUncaught } from './support/uncaught.ts'

const fast = { interval: 2 }
const broken = new Error('broken')
const fail = () => {
  throw broken
}
let uncaught: ReturnType<typeof catchUncaught>
beforeEach(() => {
  uncaught = catchUncaught()
})
/** Kits end before it, and what a listener throws then comes in a turn of its own. */
afterEach(async () => {
  await new Promise((resolve) => setTimeout(resolve))
  uncaught.stop()
})
const on = mockFixture()

describe('an exception of the app stops nobody, and is seen', () => {
  it('in onError', async () => {
    const kit = on.kit({ onError: fail })
    const received = vi.fn()
    kit.listen('news', 'e', fail)
    kit.listen('news', 'e', received)
    await on.mock.subscribed('news')
    on.mock.trigger('news', 'e', 1)
    await vi.waitFor(() => expect(received).toHaveBeenCalledTimes(1), fast)
    await vi.waitFor(() => expect(uncaught.errors).toEqual([broken]), fast)
  })

  it('in a listener of the connection', async () => {
    const kit = on.kit()
    const reported = vi.fn()
    // The window outlives the kit, and its network events would reach this listener in another file.
    onTestFinished(kit.connection.subscribe(fail))
    kit.connection.subscribe(reported)
    kit.subscribe('news')
    await on.mock.subscribed('news')
    expect(reported).toHaveBeenCalled()
    await vi.waitFor(() => expect(uncaught.errors).toContain(broken), fast)
    expect(new Set(uncaught.errors)).toEqual(new Set([broken]))
  })

  it('in the schema of a member', async () => {
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

  it('comes as its schema gives it out', async () => {
    const store = on.kit({ channels }).presence('presence-room')
    const joined = vi.fn()
    store.subscribe(() => {})
    store.onJoin(joined)
    await vi.waitFor(() => expect(store.getSnapshot().count).toBe(1), fast)
    on.mock.join('presence-room', { id: 'ana', info: { name: ' Ana ' } })
    await vi.waitFor(() => expect(joined).toHaveBeenCalledTimes(1), fast)
    expect(joined.mock.calls[0]?.[0]).toMatchObject({ id: 'ana', info: { name: 'Ana' } })
  })

  it('that does not fit is reported and comes as it is: the member is there all the same', async () => {
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
