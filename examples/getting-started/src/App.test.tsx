// @vitest-environment happy-dom
import { MantineProvider } from '@mantine/core'
import { render, screen } from '@testing-library/react'
import { PusherProvider } from 'react-pusher-kit'
import { createMockPusher } from 'react-pusher-kit/mock'
import { expect, it } from 'vitest'
import { App } from './App.tsx'

it('shows a line as it is published', async () => {
  const mock = createMockPusher()
  render(
    <MantineProvider>
      <PusherProvider {...mock.provider}>
        <App />
      </PusherProvider>
    </MantineProvider>,
  )
  await mock.subscribed('logs')
  mock.trigger('logs', 'log', { text: 'hello' })
  expect(await screen.findByText('hello')).toBeDefined()
  mock.dispose()
})
