import { defineChannels, type } from 'react-pusher-kit/channels'
import { ConfigError, SubscriptionError } from 'react-pusher-kit/client'
import { expect, it, vi } from 'vitest'
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
