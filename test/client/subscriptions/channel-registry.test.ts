import { defineChannels, type } from 'react-pusher-kit/channels'
import { ConfigError, SubscriptionError } from 'react-pusher-kit/client'
import { expect, it, onTestFinished, vi } from 'vitest'
import { createCore } from '../../../src/client/core/create-core.ts'
import type { KitCore } from '../../../src/client/internal.ts'
import { mockFixture } from '../support/mock-fixture.ts'
import { receive } from '../support/raw-frame.ts'

const on = mockFixture()
const channels = defineChannels({ news: { events: { published: type<object>() } } })

it('the subscription count stays until the next one, whatever else Pusher sends', async () => {
  const kit = on.kit()
  kit.subscribe('presence-room')
  await on.mock.subscribed('presence-room')
  await on.mock.settled()
  const send = (event: string, data: object) =>
    receive(kit, { event: `pusher_internal:${event}`, channel: 'presence-room', data })
  const count = () => kit.channel('presence-room').getSnapshot().subscriptionCount
  send('subscription_count', { subscription_count: 5 })
  send('member_added', { user_id: 'ana', user_info: {} })
  send('member_removed', { user_id: 'ana' })
  expect(count()).toBe(5)
  send('subscription_count', { subscription_count: 6 })
  expect(count()).toBe(6)
})

it('an event that is not declared is reported, and its handler is not called', async () => {
  const [onError, handler] = [vi.fn(), vi.fn()]
  const kit = on.kit({ channels, onError })
  kit.subscribe('news')
  kit.listen('news', 'other' as string, handler)
  await on.mock.subscribed('news')
  on.mock.trigger('news', 'other', {})
  await on.mock.settled()
  expect(onError).toHaveBeenCalledExactlyOnceWith(expect.any(ConfigError))
  expect(handler).not.toHaveBeenCalled()
})

it('an event of a channel that is not declared is reported once, as an error of the channel', async () => {
  const onError = vi.fn()
  const kit = on.kit({ channels, onError })
  kit.listen('other' as string, 'published', () => {})
  await on.mock.settled()
  expect(onError).toHaveBeenCalledExactlyOnceWith(expect.any(SubscriptionError))
})

it('with unknownEvents "allow", what is not declared is subscribed to and delivered', async () => {
  const [onError, handler] = [vi.fn(), vi.fn()]
  const kit = on.kit({ channels, unknownEvents: 'allow', onError })
  kit.listen('other' as string, 'published', handler)
  await on.mock.subscribed('other')
  on.mock.trigger('other', 'published', { n: 1 })
  await vi.waitFor(() => expect(handler).toHaveBeenCalledTimes(1))
  expect(onError).not.toHaveBeenCalled()
})

/** A core whose channel is not subscribed to yet, so that only its listeners keep it. */
function unsubscribed() {
  const core = createCore({ ...on.mock.provider })
  onTestFinished(core.dispose)
  core.setEnabled(true)
  onTestFinished(core.retain())
  return core
}

it.each([
  ['an event', (core: KitCore, heard: () => void) => core.on('news', 'published', heard)],
  ['every event', (core: KitCore, heard: () => void) => core.onAny('news', heard)],
  ['every checked event', (core: KitCore, heard: () => void) => core.onAnyChecked('news', heard)],
])('a listener of %s stays when another one stops before anyone subscribes', async (_, listen) => {
  const core = unsubscribed()
  const heard = vi.fn()
  listen(core, heard)
  core.on('news', 'published', () => {})()
  core.onAny('news', () => {})()
  core.subscribe('news')
  await on.mock.subscribed('news')
  on.mock.trigger('news', 'published', {})
  await vi.waitFor(() => expect(heard).toHaveBeenCalledTimes(1))
})

it('stopping a listener twice removes no listener that was added in between', async () => {
  const core = unsubscribed()
  const heard = vi.fn()
  const stop = core.on('news', 'published', () => {})
  stop()
  core.on('news', 'published', heard)
  stop()
  core.subscribe('news')
  await on.mock.subscribed('news')
  on.mock.trigger('news', 'published', {})
  await vi.waitFor(() => expect(heard).toHaveBeenCalledTimes(1))
})

it('an error whose message is a list refuses no channel', async () => {
  const kit = on.kit()
  kit.subscribe('news')
  await on.mock.subscribed('news')
  kit.subscribe('private-news')
  const channel = kit.channel('private-news')
  expect(channel.getSnapshot().status).toBe('subscribing')
  receive(kit, { event: 'pusher:error', data: { code: null, message: ['private-news'] } })
  expect(channel.getSnapshot()).toMatchObject({ status: 'subscribing', error: null })
  receive(kit, { event: 'pusher:error', data: { code: null, message: 'private-news' } })
  expect(channel.getSnapshot()).toMatchObject({ status: 'error', error: expect.any(SubscriptionError) })
})
