import { render, screen } from '@testing-library/react'
import { PusherProvider } from 'react-pusher-kit'
import { expect, it, vi } from 'vitest'
import { reactMock } from './on-mock.tsx'

const on = reactMock()

it('a second copy of the hooks, bundled apart, meets the provider of the first', async () => {
  vi.resetModules()
  const copy = await import('react-pusher-kit')
  expect(copy.PusherProvider).not.toBe(PusherProvider)
  function Status() {
    return <p>{copy.usePusherChannel('news').status}</p>
  }
  render(<Status />, { wrapper: on.wrapper })
  await screen.findByText('subscribed')
  expect(on.mock.connections).toHaveLength(1)
})
