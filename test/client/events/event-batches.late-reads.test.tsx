import { act, render, waitFor } from '@testing-library/react'
import { useEffect } from 'react'
import { defineChannels } from 'react-pusher-kit/channels'
import { PusherProvider, usePusher, usePusherEvents } from 'react-pusher-kit'
import { createPusherKit } from 'react-pusher-kit/client'
import { createMockPusher } from 'react-pusher-kit/mock'
import { afterEach, beforeEach, expect, it, onTestFinished, vi } from 'vitest'
import { z } from 'zod'
import { receive } from '../support/raw-frame.ts'

let mock: ReturnType<typeof createMockPusher>
beforeEach(() => {
  mock = createMockPusher()
})
afterEach(() => {
  mock.dispose()
})

function Events({ limit, onRead }: { limit: number; onRead: (payloads: readonly number[]) => void }) {
  const payloads = usePusherEvents<number>('news', 'item', { limit })
  useEffect(() => onRead(payloads), [payloads, onRead])
  return null
}

function Client({ onClient }: { onClient: (client: unknown) => void }) {
  const client = usePusher()
  useEffect(() => onClient(client), [client, onClient])
  return null
}

it('a reader that begins in the middle of a frame gets what came since, though older events were cut', async () => {
  let client: unknown
  const onClient = (next: unknown) => {
    client = next
  }
  const first: (readonly number[])[] = []
  const second: (readonly number[])[] = []
  const onFirst = (payloads: readonly number[]) => void first.push(payloads)
  const onSecond = (payloads: readonly number[]) => void second.push(payloads)
  const tree = (both: boolean) => (
    <PusherProvider {...mock.provider}>
      <Client onClient={onClient} />
      <Events limit={2} onRead={onFirst} />
      {both && <Events limit={150} onRead={onSecond} />}
    </PusherProvider>
  )
  const { rerender } = render(tree(false))
  await act(() => mock.subscribed('news'))
  const send = (from: number, to: number) => {
    for (let data = from; data <= to; data += 1) receive({ client }, { event: 'item', channel: 'news', data })
  }
  send(1, 200)
  rerender(tree(true))
  // More than are gathered before those that nobody needs are cut.
  send(201, 300)
  await waitFor(() => expect(first.at(-1)).toEqual([299, 300]))
  expect(second.at(-1)).toEqual(Array.from({ length: 100 }, (_, index) => 201 + index))
})

it('one who stops at once does not get the last event of a cache channel', async () => {
  const kit = createPusherKit(mock.provider)
  const seen: unknown[] = []
  const stop = kit.listen('cache-prices', 'price', (price) => seen.push(price))
  await mock.subscribed('cache-prices')
  mock.trigger('cache-prices', 'price', { cents: 1 })
  await vi.waitFor(() => expect(seen).toEqual([{ cents: 1 }]))
  const late = vi.fn<() => void>()
  kit.listen('cache-prices', 'price', late)()
  const held = vi.fn<() => void>()
  const stopHeld = kit.listen('cache-prices', 'price', held)
  await vi.waitFor(() => expect(held).toHaveBeenCalledTimes(1))
  expect(late).not.toHaveBeenCalled()
  stopHeld()
  stop()
  kit.dispose()
})

it('an event that nobody waits for any more leaves no frame behind', async () => {
  let client: unknown
  const onClient = (next: unknown) => {
    client = next
  }
  const tree = (reads: boolean) => (
    <PusherProvider {...mock.provider}>
      <Client onClient={onClient} />
      {reads && <Events limit={2} onRead={() => {}} />}
    </PusherProvider>
  )
  const { rerender } = render(tree(true))
  await act(() => mock.subscribed('news'))
  vi.useFakeTimers()
  onTestFinished(() => void vi.useRealTimers())
  receive({ client }, { event: 'unread', channel: 'news', data: 1 })
  const before = vi.getTimerCount()
  receive({ client }, { event: 'item', channel: 'news', data: 1 })
  expect(vi.getTimerCount()).toBeGreaterThan(before)
  rerender(tree(false))
  expect(vi.getTimerCount()).toBe(before)
})

it('one who stops at once costs no check of the last event of a cache channel', async () => {
  const onError = vi.fn()
  const channels = defineChannels({ 'cache-prices': { events: { price: z.object({ cents: z.number() }) } } })
  const kit = createPusherKit({ ...mock.provider, channels, onError })
  onTestFinished(() => kit.dispose())
  const stop = kit.listen('cache-prices', 'price', () => {})
  onTestFinished(stop)
  await mock.subscribed('cache-prices')
  mock.trigger('cache-prices', 'price', { cents: 'many' })
  await vi.waitFor(() => expect(onError).toHaveBeenCalledTimes(1))
  kit.listen('cache-prices', 'price', () => {})()
  await mock.settled()
  expect(onError).toHaveBeenCalledTimes(1)
})
