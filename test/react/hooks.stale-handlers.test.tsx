import { act, render, renderHook, waitFor } from '@testing-library/react'
import { useState } from 'react'
import { flushSync } from 'react-dom'
import {
  PusherProvider,
  usePusher,
  usePusherChannel,
  usePusherEvents,
  type PusherOptions,
} from 'react-pusher-kit'
import { describe, expect, it, vi } from 'vitest'
import { reactMock } from './on-mock.tsx'

const on = reactMock({}, { user: { id: 'me' } })

describe('usePusherChannel', () => {
  it('a handler that a sibling’s handler unmounted hears the event no more', async () => {
    const received: string[] = []
    const Second = () => {
      usePusherChannel('news', 'e', () => received.push('second'))
      return null
    }
    const First = ({ close }: { close: () => void }) => {
      usePusherChannel('news', 'e', () => {
        received.push('first')
        flushSync(close)
      })
      return null
    }
    const Page = () => {
      const [isOpen, setOpen] = useState(true)
      return (
        <>
          <First close={() => setOpen(false)} />
          {isOpen && <Second />}
        </>
      )
    }
    render(<Page />, on)
    await act(() => on.mock.subscribed('news'))
    on.mock.trigger('news', 'e', 1)
    await waitFor(() => expect(received).toEqual(['first']))
    await act(() => on.mock.settled())
    expect(received).toEqual(['first'])
  })

  it('another set of events does not deliver a cache channel’s last event again', async () => {
    const price = vi.fn()
    const { rerender } = renderHook(
      ({ more }: { more: boolean }) =>
        usePusherChannel<Record<string, unknown>>(
          'cache-prices',
          more ? { price, halted: () => {} } : { price },
        ),
      { ...on, initialProps: { more: false } },
    )
    await act(() => on.mock.subscribed('cache-prices'))
    on.mock.trigger('cache-prices', 'price', 1)
    await waitFor(() => expect(price).toHaveBeenCalledTimes(1))
    rerender({ more: true })
    await act(() => on.mock.settled())
    rerender({ more: false })
    await act(() => on.mock.settled())
    expect(price).toHaveBeenCalledTimes(1)
  })

  it('an event that leaves the set and comes back is heard by its handler of then', async () => {
    const received: unknown[] = []
    const { rerender } = renderHook(
      ({ handlers }: { handlers: Record<string, (payload: unknown) => void> }) =>
        usePusherChannel<Record<string, unknown>>('news', handlers),
      { ...on, initialProps: { handlers: { e: () => received.push('old') } } },
    )
    await act(() => on.mock.subscribed('news'))
    rerender({ handlers: {} as never })
    on.mock.trigger('news', 'e', 1)
    await act(() => on.mock.settled())
    rerender({ handlers: { e: () => received.push('new') } })
    on.mock.trigger('news', 'e', 2)
    await waitFor(() => expect(received).toEqual(['new']))
  })

  it('channel is pusher-js’s present one after the app subscribed anew by itself', async () => {
    const { result } = renderHook(() => ({ ...usePusherChannel('news'), pusher: usePusher() }), on)
    await waitFor(() => expect(result.current.status).toBe('subscribed'))
    const { channel: before, pusher } = result.current
    act(() => {
      pusher?.unsubscribe('news')
      pusher?.subscribe('news')
    })
    await waitFor(() => expect(result.current.channel).not.toBe(before))
    expect(result.current.channel).toBe(pusher?.channel('news'))
  })

  it('onSubscribed runs once per subscription in StrictMode, also on a channel that is subscribed already', async () => {
    const onSubscribed = vi.fn()
    const Other = () => {
      usePusherChannel('news', {}, { onSubscribed })
      return null
    }
    const Page = ({ more }: { more: boolean }) => {
      usePusherChannel('news')
      return more && <Other />
    }
    const { rerender } = render(<Page more={false} />, on.strict)
    await act(() => on.mock.subscribed('news'))
    rerender(<Page more />)
    await act(() => on.mock.settled())
    expect(onSubscribed).toHaveBeenCalledTimes(1)
    act(() => on.mock.drop())
    await waitFor(() => expect(onSubscribed).toHaveBeenCalledTimes(2))
  })
})

describe('usePusherEvents', () => {
  it('a second reader of a cache channel gets its last event too', async () => {
    const first = renderHook(() => usePusherEvents('cache-prices', 'price'), on)
    await act(() => on.mock.subscribed('cache-prices'))
    // Both below one provider.
    const shared = renderHook(
      ({ more }: { more: boolean }) => {
        const one = usePusherEvents('cache-prices', 'price')
        const two = usePusherEvents(more ? 'cache-prices' : null, 'price')
        return [one, two]
      },
      { ...on, initialProps: { more: false } },
    )
    on.mock.trigger('cache-prices', 'price', 1)
    await waitFor(() => expect(first.result.current).toEqual([1]))
    await waitFor(() => expect(shared.result.current[0]).toEqual([1]))
    shared.rerender({ more: true })
    await waitFor(() => expect(shared.result.current).toEqual([[1], [1]]))
    on.mock.trigger('cache-prices', 'price', 2)
    await waitFor(() =>
      expect(shared.result.current).toEqual([
        [1, 2],
        [1, 2],
      ]),
    )
  })

  it('a smaller limit holds at once', async () => {
    const { result, rerender } = renderHook(({ limit }) => usePusherEvents('news', 'e', { limit }), {
      ...on,
      initialProps: { limit: 3 },
    })
    await act(() => on.mock.subscribed('news'))
    for (const n of [1, 2, 3]) on.mock.trigger('news', 'e', n)
    await waitFor(() => expect(result.current).toEqual([1, 2, 3]))
    rerender({ limit: 2 })
    expect(result.current).toEqual([2, 3])
    rerender({ limit: 0 })
    expect(result.current).toEqual([])
  })
})

describe('options of PusherProvider', () => {
  it('a headersProvider is that of the last render, without another connection', async () => {
    const tokens: unknown[] = []
    const options = (token: string) =>
      ({
        channelAuthorization: {
          endpoint: '/auth',
          transport: 'ajax',
          headersProvider: () => {
            tokens.push(token)
            return { authorization: token }
          },
        },
      }) satisfies PusherOptions
    const createClient = vi.fn(on.mock.provider.createClient)
    const page = (token: string, isOpen: boolean) => (
      <PusherProvider
        {...on.mock.provider}
        createClient={createClient}
        options={options(token)}
        onError={() => {}}
      >
        {isOpen && <Orders />}
      </PusherProvider>
    )
    const { rerender } = render(page('old', false))
    await waitFor(() => expect(on.mock.connections).toHaveLength(1))
    rerender(page('new', true))
    await waitFor(() => expect(tokens).toEqual(['new']))
    expect(createClient).toHaveBeenCalledTimes(1)
  })

  it('may hold a reference to themselves', async () => {
    const createClient = vi.fn(on.mock.provider.createClient)
    const page = (n: number) => {
      const inner: { self?: unknown; n: number } = { n }
      inner.self = inner
      return (
        <PusherProvider
          {...on.mock.provider}
          createClient={createClient}
          options={{ enableStats: false, agent: inner } as PusherOptions}
        >
          <Orders />
        </PusherProvider>
      )
    }
    const { rerender } = render(page(1))
    await waitFor(() => expect(createClient).toHaveBeenCalledTimes(1))
    rerender(page(1))
    rerender(page(1))
    expect(createClient).toHaveBeenCalledTimes(1)
    rerender(page(2))
    await waitFor(() => expect(createClient).toHaveBeenCalledTimes(2))
  })
})

function Orders() {
  usePusherChannel('private-orders')
  return null
}
