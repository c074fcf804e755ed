import PusherWithEncryption from 'pusher-js/with-encryption'
import { createMockPusher } from 'react-pusher-kit/mock'
import { expect, it } from 'vitest'

it('runs the build of pusher-js that it is given', async () => {
  const mock = createMockPusher({ Pusher: PusherWithEncryption })
  const pusher = mock.client()
  expect(pusher).toBeInstanceOf(PusherWithEncryption)
  const received: unknown[] = []
  pusher.subscribe('private-encrypted-a').bind('e', (data: unknown) => received.push(data))
  await mock.subscribed('private-encrypted-a')
  mock.trigger('private-encrypted-a', 'e', { text: 'psst' })
  await mock.settled()
  expect(received).toEqual([{ text: 'psst' }])
  mock.dispose()
})
