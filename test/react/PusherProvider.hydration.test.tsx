import { render, screen } from '@testing-library/react'
import { renderToString } from 'react-dom/server'
import { PusherProvider, usePresence, usePusherChannel, usePusherConnection } from 'react-pusher-kit'
import { afterEach, expect, it, vi } from 'vitest'
import { reactMock } from './on-mock.tsx'

const on = reactMock()
afterEach(() => vi.restoreAllMocks())

function Status() {
  const { state } = usePusherConnection()
  const { status } = usePusherChannel('news')
  const { count } = usePresence('presence-room')
  return <p>{`${state} ${status} ${count}`}</p>
}

it('a page from the server is taken over without a warning, and goes live', async () => {
  const complaints = vi.spyOn(console, 'error')
  const app = (
    <PusherProvider {...on.mock.provider}>
      <Status />
    </PusherProvider>
  )
  const container = document.createElement('div')
  container.innerHTML = renderToString(app)
  document.body.append(container)
  expect(container.textContent).toBe('initialized idle 0')
  const onRecoverableError = vi.fn()
  render(app, { container, hydrate: true, onRecoverableError })
  await screen.findByText('connected subscribed 1')
  expect(onRecoverableError).not.toHaveBeenCalled()
  expect(complaints.mock.calls.filter(([text]) => /hydrat|did not match/i.test(String(text)))).toEqual([])
})
