import { act, render, screen } from '@testing-library/react'
import { PusherProvider, usePusherConnection } from 'react-pusher-kit'
import { createMockPusher } from 'react-pusher-kit/mock'
import { expect, it } from 'vitest'

function Badge() {
  const { state } = usePusherConnection()
  return <output>{state}</output>
}

it('a badge shows the connection, its loss and its return', async () => {
  const mock = createMockPusher()
  render(
    <PusherProvider {...mock.provider}>
      <Badge />
    </PusherProvider>,
  )
  expect(await screen.findByText('connected')).toBeVisible()

  act(() => mock.outage())
  expect(await screen.findByText('connecting')).toBeVisible()

  mock.restore({ reconnect: 'now' })
  expect(await screen.findByText('connected', {}, { timeout: 30_000 })).toBeVisible()
  mock.dispose()
})
