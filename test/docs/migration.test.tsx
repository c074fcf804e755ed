import { PusherProvider as UsePusher, type PusherProviderProps as UsePusherProps } from '@harelpls/use-pusher'
import { configureEcho } from '@laravel/echo-react'
import { act, render, screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { readFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { ComponentType, PropsWithChildren, ReactElement } from 'react'
import { PusherProvider, type PusherProviderProps } from 'react-pusher-kit'
import { defineChannels, type } from 'react-pusher-kit/channels'
import { createMockPusher, type MockPusher, type MockPusherOptions } from 'react-pusher-kit/mock'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import { Orders as EchoAfter, laravel, reverb } from '../../examples/docs/migration/laravel-echo-after.tsx'
import { Orders as EchoBefore } from '../../examples/docs/migration/laravel-echo-before.tsx'
import { Orders as ContextAfter } from '../../examples/docs/migration/context-after.tsx'
import { Orders as ContextBefore } from '../../examples/docs/migration/context-before.tsx'
import { Realtime as OwnServer } from '../../examples/docs/migration/own-server.tsx'
import { Orders as Switched } from '../../examples/docs/migration/rollback.tsx'
import { Orders as UsePusherAfter } from '../../examples/docs/migration/use-pusher-after.tsx'
import { Orders as UsePusherBefore } from '../../examples/docs/migration/use-pusher-before.tsx'
import { WebSocketProvider } from '../../examples/docs/migration/websocket-context.tsx'
import { Orders as WebSocketAfter } from '../../examples/docs/migration/websocket-after.tsx'
import { Orders as WebSocketBefore } from '../../examples/docs/migration/websocket-before.tsx'

function startMock(options?: MockPusherOptions): MockPusher {
  const mock = createMockPusher(options)
  onTestFinished(() => mock.dispose())
  return mock
}

function renderAfter(mock: MockPusher, orders: ReactElement, props?: Partial<PusherProviderProps>) {
  render(
    <PusherProvider {...mock.provider} {...props}>
      {orders}
    </PusherProvider>,
  )
}

const persisted = defineChannels({
  'private-orders': { events: { 'order.paid': type<{ id: string }>() }, persist: true },
})
const order = { id: 'A-1' }
const shown = (text: string | RegExp) => screen.findByText(text, {}, { timeout: 30_000 })

/** A server as it was before the move, on a port of this machine. */
async function startWebSocketServer() {
  vi.stubGlobal('WebSocket', WebSocket)
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' })
  onTestFinished(() => {
    vi.unstubAllGlobals()
    for (const client of server.clients) client.terminate()
    server.close()
  })
  await new Promise((resolve) => server.once('listening', resolve))
  const { port } = server.address() as AddressInfo
  const text = JSON.stringify({ type: 'order.paid', payload: order, channel: 'private-orders' })
  return {
    url: `ws://127.0.0.1:${port}`,
    publish: async () => {
      await expect.poll(() => server.clients.size).toBe(1)
      for (const client of server.clients) client.send(text)
    },
  }
}

describe('a raw WebSocket', () => {
  it('before', async () => {
    const { url, publish } = await startWebSocketServer()
    render(<WebSocketBefore url={url} />)
    await publish()
    expect(await shown('A-1')).toBeVisible()
  })

  it('after: the same, and what was published during an outage is there, too', async () => {
    const mock = startMock({ channels: persisted })
    renderAfter(mock, <WebSocketAfter />, { channels: persisted })
    await act(() => mock.subscribed('private-orders'))
    mock.trigger('private-orders', 'order.paid', order)
    expect(await shown('A-1')).toBeVisible()
    act(() => mock.outage())
    mock.trigger('private-orders', 'order.paid', { id: 'A-2' })
    mock.restore({ reconnect: 'now' })
    expect(await shown('A-2')).toBeVisible()
  })

  it('the switch leads back', async () => {
    const { url, publish } = await startWebSocketServer()
    const mock = startMock({ channels: persisted })
    renderAfter(mock, <Switched usePusher={false} url={url} />, { appKey: null })
    await publish()
    expect(await shown('A-1')).toBeVisible()
    expect(mock.connections).toEqual([])
  })
})

describe('a WebSocket context', () => {
  it('before', async () => {
    const { url, publish } = await startWebSocketServer()
    render(
      <WebSocketProvider url={url}>
        <ContextBefore />
      </WebSocketProvider>,
    )
    await publish()
    expect(await shown('A-1')).toBeVisible()
    expect(screen.getByText('live')).toBeVisible()
  })

  it('after: the same component with another import', async () => {
    const mock = startMock({ messages: { pay: ({ payload, publish }) => publish('order.paid', payload) } })
    renderAfter(mock, <ContextAfter />)
    await act(() => mock.subscribed('private-orders'))
    expect(await shown('live')).toBeVisible()
    act(() => mock.trigger('private-orders', 'order.paid', order))
    expect(await shown('A-1')).toBeVisible()
    await userEvent.click(screen.getByRole('button', { name: 'Pay' }))
    expect(await shown('B-1')).toBeVisible()
    const code = (side: string) =>
      readFileSync(join(import.meta.dirname, `../../examples/docs/migration/context-${side}.tsx`), 'utf8')
    const changed = code('after').replace("from 'react-pusher-kit'", "from './websocket-context.tsx'")
    expect(changed.replace('region after', 'region before')).toBe(code('before'))
  })
})

/** Its types are of React 16 and know no children. */
const UsePusherProvider = UsePusher as ComponentType<PropsWithChildren<UsePusherProps>>

describe('use-pusher', () => {
  const isWave = ({ event }: { event: string }) => event === 'client-wave'

  async function works(mock: MockPusher) {
    await act(() => mock.subscribed('private-orders'))
    await act(() => mock.subscribed('presence-till'))
    act(() => mock.trigger('private-orders', 'order.paid', order))
    await shown('A-1')
    const bob = mock.join('presence-till', { id: 'bob' })
    await shown('2 at the till')
    act(() => bob.leave())
    await userEvent.click(screen.getByRole('button', { name: 'Wave' }))
  }

  it('before', async () => {
    const mock = startMock()
    const client = mock.client()
    render(
      <UsePusherProvider clientKey="mock-key" cluster="mock" value={{ client }}>
        <UsePusherBefore />
      </UsePusherProvider>,
    )
    await works(mock)
    await expect.poll(() => mock.frames.some(isWave)).toBe(true)
  })

  it('after', async () => {
    const mock = startMock()
    renderAfter(mock, <UsePusherAfter />)
    await works(mock)
    await expect.poll(() => mock.frames.some(isWave)).toBe(true)
  })
})

describe('Laravel Echo', () => {
  async function works(mock: MockPusher) {
    await act(() => mock.subscribed('private-orders'))
    await act(() => mock.subscribed('news'))
    act(() => {
      mock.trigger('private-orders', 'App\\Events\\OrderPaid', order)
      mock.trigger('news', 'published', { text: 'sale' })
    })
    await shown('connected: sale')
  }

  it('before', async () => {
    const mock = startMock()
    configureEcho({ broadcaster: 'pusher', key: 'mock-key', cluster: 'mock', client: mock.client() })
    render(<EchoBefore />)
    await works(mock)
    expect(screen.getByText('A-1')).toBeVisible()
  })

  it('after, with the auth endpoint and the header of Laravel', async () => {
    const mock = startMock()
    const asked: { path: string; token: string | null }[] = []
    renderAfter(mock, <EchoAfter />, {
      ...laravel,
      fetch: (input, init) => {
        const { pathname } = new URL(input instanceof Request ? input.url : input, 'https://laravel.test')
        asked.push({ path: pathname, token: new Headers(init?.headers).get('x-csrf-token') })
        return mock.fetch(input, init)
      },
    })
    await works(mock)
    expect(screen.getByText('A-1')).toBeVisible()
    expect(asked).toContainEqual({ path: '/broadcasting/auth', token: 'from the meta tag of the page' })
  })

  it('Reverb is a host among the options', () => {
    const hosts: unknown[] = []
    const mock = startMock()
    renderAfter(mock, <EchoAfter />, {
      options: { ...reverb, enabledTransports: [...reverb.enabledTransports] },
      createClient: (appKey, options) => {
        hosts.push(options.wsHost)
        return mock.provider.createClient(appKey, options)
      },
    })
    expect(hosts).toEqual(['reverb.example.com'])
  })
})

it('from pusher-js: `options` contain the address of an own Pusher server', async () => {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' })
  await new Promise((resolve) => server.once('listening', resolve))
  const path = new Promise<string | undefined>((resolve) =>
    server.once('connection', (_, { url }) => resolve(url)),
  )
  const { port } = server.address() as AddressInfo
  const { unmount } = render(
    <OwnServer appKey="key" port={port} token="token">
      orders
    </OwnServer>,
  )
  onTestFinished(() => {
    unmount()
    for (const client of server.clients) client.terminate()
    server.close()
  })
  expect(await path).toMatch(/^\/app\/key\?protocol=7/)
})
