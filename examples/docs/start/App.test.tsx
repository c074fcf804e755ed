// #region test
import { render, screen } from '@testing-library/react'
import { PusherProvider } from 'react-pusher-kit'
import { createMockPusher } from 'react-pusher-kit/mock'
import { expect, test } from 'vitest'
import { LatestLine } from './App.tsx'

test('a line is shown as it comes', async () => {
  const mock = createMockPusher()
  render(
    <PusherProvider {...mock.provider}>
      <LatestLine />
    </PusherProvider>,
  )
  await mock.subscribed('logs')
  mock.trigger('logs', 'log', { text: 'hello' })
  expect(await screen.findByText('live: hello')).toBeVisible()
  mock.dispose()
})
// #endregion
