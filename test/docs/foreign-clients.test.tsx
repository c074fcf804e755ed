import { PusherProvider, type PusherProviderProps, usePresenceChannel } from '@harelpls/use-pusher'
import Echo from 'laravel-echo'
import type { ComponentType, PropsWithChildren } from 'react'
import { createRoot } from 'react-dom/client'
import { createMockPusher, type MockPusherOptions } from 'react-pusher-kit/mock'
import { describe, expect, it, onTestFinished, vi } from 'vitest'

function startMock(options?: MockPusherOptions) {
  const mock = createMockPusher(options)
  onTestFinished(() => mock.dispose())
  return mock
}

describe('Laravel Echo takes a client of the mock', () => {
  it('events, private channels and presence', async () => {
    const mock = startMock({ user: { id: 7, info: { name: 'Ada' } } })
    const echo = new Echo({ broadcaster: 'pusher', key: mock.app.key, client: mock.client() })
    const received = vi.fn()
    const here = vi.fn()
    echo.private('orders').listen('.order.paid', received)
    echo.join('till').here(here)
    await mock.subscribed('private-orders')
    await mock.subscribed('presence-till')
    mock.trigger('private-orders', 'order.paid', { id: 'A-1' })
    await mock.settled()
    expect(received.mock.calls[0]?.[0]).toEqual({ id: 'A-1' })
    expect(here.mock.calls[0]?.[0]).toEqual([{ name: 'Ada' }])
    echo.disconnect()
  })

  it('a refusal reaches its error callback', async () => {
    const mock = startMock()
    mock.http({ route: 'auth', status: 403 })
    const echo = new Echo({ broadcaster: 'pusher', key: mock.app.key, client: mock.client() })
    const refused = vi.fn()
    echo.private('orders').error(refused)
    await vi.waitFor(() => expect(refused).toHaveBeenCalledWith(expect.objectContaining({ status: 403 })))
    echo.disconnect()
  })
})

/** Its types are of React 16 and know no children. */
const UsePusher = PusherProvider as ComponentType<PropsWithChildren<PusherProviderProps>>

function Count() {
  const { count } = usePresenceChannel('presence-till')
  return <p>{count} here</p>
}

/** As an app renders, and a browser test: outside of act, which runs effects early. */
async function countWithLatency(latency: number): Promise<string | null> {
  const actEnvironment = globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean | undefined }
  const before = actEnvironment.IS_REACT_ACT_ENVIRONMENT
  actEnvironment.IS_REACT_ACT_ENVIRONMENT = false
  const mock = startMock({ latency })
  const client = mock.client()
  await mock.settled()
  const container = document.createElement('div')
  const root = createRoot(container)
  root.render(
    <UsePusher clientKey={mock.app.key} cluster="mock" value={{ client }}>
      <Count />
    </UsePusher>,
  )
  await mock.subscribed('presence-till')
  await mock.settled()
  await new Promise((resolve) => requestAnimationFrame(resolve))
  const text = container.textContent
  root.unmount()
  actEnvironment.IS_REACT_ACT_ENVIRONMENT = before
  return text
}

describe('use-pusher under React 19', () => {
  it('needs a latency, because it listens in an effect, and a listener that comes late is not called', async () => {
    const mock = startMock()
    const channel = mock.client().subscribe('presence-till')
    await mock.subscribed('presence-till')
    await mock.settled()
    const late = vi.fn()
    channel.bind('pusher:subscription_succeeded', late)
    await mock.settled()
    expect(late).not.toHaveBeenCalled()
  })

  it('has its members with a latency', async () => {
    expect(await countWithLatency(20)).toBe('1 here')
  })
})
