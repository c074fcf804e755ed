import { PusherProvider as UsePusherProvider, useChannel, useEvent } from '@harelpls/use-pusher'
import { configureEcho, useEchoPublic } from '@laravel/echo-react'
import { act, render } from '@testing-library/react'
import { type ComponentType, type PropsWithChildren, type ReactNode, StrictMode, useEffect } from 'react'
import { PusherProvider, useEventLog, usePusherChannel } from 'react-pusher-kit'
import { defineChannels, type } from 'react-pusher-kit/channels'
import { createMockPusher, type MockPusher } from 'react-pusher-kit/mock'
import { describe, expect, it, onTestFinished } from 'vitest'

// The rows of docs/comparison.md that are marked as tested.

const channels = defineChannels({ orders: { events: { paid: type<{ id: string }>() }, persist: true } })

interface Reader {
  name: string
  received: string[]
}

/** A library, as its documentation uses it. */
interface Way {
  Provider: ComponentType<PropsWithChildren<{ mock: MockPusher }>>
  Reader: ComponentType<Reader>
}

function plain(): Way {
  let client: ReturnType<MockPusher['client']> | null = null
  return {
    Provider({ mock, children }) {
      client ??= mock.client()
      return children
    },
    Reader({ name, received }) {
      useEffect(() => {
        const note = () => void received.push(name)
        const channel = client?.subscribe('orders').bind('paid', note)
        return () => {
          channel?.unbind('paid', note)
          client?.unsubscribe('orders')
        }
      }, [name, received])
      return null
    },
  }
}

function usePusherOfHarel(): Way {
  // Its types are of React 16 and know no children.
  const Untyped = UsePusherProvider as unknown as ComponentType<Record<string, unknown>>
  return {
    Provider({ mock, children }) {
      function Runtime() {
        return mock.client()
      }
      return (
        <Untyped clientKey={mock.app.key} cluster="mock" _PusherRuntime={Runtime}>
          {children}
        </Untyped>
      )
    },
    Reader({ name, received }) {
      useEvent(useChannel('orders'), 'paid', () => void received.push(name))
      return null
    },
  }
}

function echo(): Way {
  let isConfigured = false
  return {
    Provider({ mock, children }) {
      if (!isConfigured) configureEcho({ broadcaster: 'pusher', key: mock.app.key, client: mock.client() })
      isConfigured = true
      return children
    },
    Reader({ name, received }) {
      useEchoPublic('orders', '.paid', () => void received.push(name))
      return null
    },
  }
}

const kit = (): Way => ({
  Provider: ({ mock, children }) => (
    <PusherProvider {...mock.provider} channels={channels}>
      {children}
    </PusherProvider>
  ),
  Reader({ name, received }) {
    usePusherChannel('orders', 'paid', () => void received.push(name))
    return null
  },
})

async function mount({ Provider, Reader }: Way) {
  const mock = createMockPusher({ channels })
  onTestFinished(() => mock.dispose())
  const received: string[] = []
  const app = (names: readonly string[]): ReactNode => (
    <StrictMode>
      <Provider mock={mock}>
        {names.map((name) => (
          <Reader key={name} name={name} received={received} />
        ))}
      </Provider>
    </StrictMode>
  )
  const { rerender } = render(app(['A', 'B']))
  await act(() => mock.subscribed('orders'))
  await act(() => mock.settled())
  return {
    mock,
    received,
    show: async (...names: string[]) => {
      rerender(app(names))
      await act(() => mock.settled())
    },
    publish: async () => {
      mock.trigger('orders', 'paid', { id: 'A-1' })
      await act(() => mock.settled())
    },
  }
}

describe.each([
  { name: 'react-pusher-kit', way: kit, connections: 1, staysSubscribed: true },
  { name: 'pusher-js with one client', way: plain, connections: 1, staysSubscribed: false },
  { name: 'use-pusher', way: usePusherOfHarel, connections: 2, staysSubscribed: false },
  { name: 'Echo React', way: echo, connections: 1, staysSubscribed: true },
])('$name', ({ way, connections, staysSubscribed }) => {
  it(`has ${connections === 1 ? 'one connection' : `${connections} connections`} in StrictMode`, async () => {
    const { mock } = await mount(way())
    expect(mock.connections).toHaveLength(connections)
  })

  it(`${staysSubscribed ? 'keeps' : 'ends'} the subscription of B when A unmounts`, async () => {
    const { received, show, publish } = await mount(way())
    await publish()
    expect(new Set(received)).toEqual(new Set(['A', 'B']))
    received.length = 0
    await show('B')
    await publish()
    expect(received.includes('B')).toBe(staysSubscribed)
  })
})

describe('an event that is published during an outage', () => {
  it.each([
    ['pusher-js with one client', plain],
    ['use-pusher', usePusherOfHarel],
    ['Echo React', echo],
  ])('is lost with %s', async (_, way) => {
    const { mock, received, publish } = await mount(way())
    mock.outage()
    await publish()
    mock.restore({ reconnect: 'now' })
    await act(() => mock.subscribed('orders'))
    await act(() => mock.settled())
    expect(received).toEqual([])
  })

  it('is fetched with react-pusher-kit', async () => {
    const way = kit()
    function LogReader({ received }: Reader) {
      const { log, size } = useEventLog<{ id: string }>({ channel: 'orders', event: 'paid' })
      useEffect(() => {
        received.splice(0, received.length, ...log.slice(0, size).map(({ data }) => data.id))
      }, [log, size, received])
      return null
    }
    const { mock, received, publish } = await mount({ ...way, Reader: LogReader })
    mock.outage()
    await publish()
    mock.restore({ reconnect: 'now' })
    await expect.poll(() => received).toEqual(['A-1'])
  })
})
