import { createMockPusher } from 'react-pusher-kit/mock'
import { expect, it } from 'vitest'

it('runs the web build of pusher-js over the same wire and leaves localStorage alone', async () => {
  const mock = createMockPusher()
  const heard: unknown[] = []
  const pusher = mock.client()
  pusher.subscribe('private-a').bind('log', (data: unknown) => heard.push(data))
  await mock.subscribed('private-a')
  mock.trigger('private-a', 'log', { text: 'hello' })
  await mock.settled()
  expect(heard).toEqual([{ text: 'hello' }])
  expect(Object.keys(localStorage)).toEqual([])
  mock.dispose()
})
