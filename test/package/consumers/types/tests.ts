import { createMockPusher } from 'react-pusher-kit/mock'
import 'react-pusher-kit/mock/vitest'
import { expect, it } from 'vitest'
import { channels } from './channels.js'

it('a line arrives', () => {
  const mock = createMockPusher({ channels })
  mock.trigger('logs', 'log', { text: 'hello' })
  expect(mock).toBeSubscribedTo('logs')
  expect(mock).toHaveReceived('log', { data: { text: 'hello' } })
  // @ts-expect-error: the matcher takes the name of a channel
  expect(mock).toBeSubscribedTo(1)
})
