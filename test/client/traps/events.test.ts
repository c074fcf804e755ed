import Pusher from 'pusher-js'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { mockFixture } from '../support/mock-fixture.ts'
import { receive } from '../support/raw-frame.ts'
import { catchUncaught } from '../support/uncaught.ts'

const on = mockFixture()
const fast = { interval: 2 }

describe('trap 7: a throwing handler stops the others, and unbind(event) removes everyone’s', () => {
  it('the kit: the others are called, and the exception reaches onError', async () => {
    const onError = vi.fn()
    const { listen } = on.kit({ onError })
    const received = vi.fn()
    const broken = new Error('broken')
    listen('news', 'published', () => {
      throw broken
    })
    listen('news', 'published', received)
    await on.mock.subscribed('news')
    on.mock.trigger('news', 'published', 1)
    await vi.waitFor(() => expect(received).toHaveBeenCalledTimes(1), fast)
    expect(onError.mock.calls[0]?.[0]).toMatchObject({
      code: 'handler_threw',
      channel: 'news',
      event: 'published',
      cause: broken,
    })
  })

  it('the kit: without onError the exception is uncaught, as with any listener', async () => {
    const { listen } = on.kit()
    listen('news', 'published', () => {
      throw new Error('broken')
    })
    await on.mock.subscribed('news')
    const uncaught = catchUncaught()
    on.mock.trigger('news', 'published', 1)
    await vi.waitFor(() => expect(uncaught.errors).toHaveLength(1), fast)
    uncaught.stop()
  })

  it('the kit: stopping one handler leaves the same function in its other place', async () => {
    const { listen } = on.kit()
    const received = vi.fn()
    const stop = listen('news', 'published', received)
    listen('news', 'published', received)
    await on.mock.subscribed('news')
    stop()
    stop()
    on.mock.trigger('news', 'published', 1)
    await vi.waitFor(() => expect(received).toHaveBeenCalledTimes(1), fast)
  })

  it('the kit: a handler added during an event counts from the next one, a stopped one is called no more', async () => {
    const { listen } = on.kit()
    const received: string[] = []
    const late = () => received.push('late')
    listen('news', 'published', () => {
      received.push('first')
      stop()
      if (received.length === 1) listen('news', 'published', late)
    })
    const stop = listen('news', 'published', () => received.push('second'))
    await on.mock.subscribed('news')
    on.mock.trigger('news', 'published', 1)
    on.mock.trigger('news', 'published', 2)
    await vi.waitFor(() => expect(received).toEqual(['first', 'first', 'late']), fast)
  })

  it('the kit: a late reader sees the status at once', async () => {
    const kit = on.kit()
    kit.subscribe('news')
    await on.mock.subscribed('news')
    expect(kit.channel('news').getSnapshot()).toMatchObject({
      name: 'news',
      status: 'subscribed',
      error: null,
    })
    await vi.waitFor(() => expect(kit.channel('news').getSnapshot().subscriptionCount).toBe(1), fast)
  })
})

describe('trap 8: channel.trigger says true of events that never arrive', () => {
  it('plain pusher-js: true for an event that Pusher refuses, true before the subscription', async () => {
    const channel = on.mock.client().subscribe('private-a')
    await on.mock.subscribed('private-a')
    const sent = Array.from({ length: 11 }, () => channel.trigger('client-x', {}))
    expect(sent).toEqual(Array.from({ length: 11 }, () => true))
    await vi.waitFor(() => expect(refusals()).toBe(1), fast)
  })

  it('the kit: waits for the subscription and for the rate limit, in order, and loses none', async () => {
    // A frame that a busy machine delivers late, and the next one in time, come within one second of Pusher's.
    vi.useFakeTimers()
    onTestFinished(() => void vi.useRealTimers())
    const kit = on.kit()
    const other = on.mock.client({ user: { id: 'other' } }).subscribe('private-a')
    const received: unknown[] = []
    other.bind('client-x', (data: unknown) => received.push(data))
    await on.mock.subscribed('private-a')
    const numbers = Array.from({ length: 13 }, (_, index) => index)
    const sent = Promise.all(numbers.map((index) => kit.trigger('private-a', 'client-x', { index })))
    await vi.advanceTimersByTimeAsync(2000)
    await sent
    expect(received).toEqual(numbers.map((index) => ({ index })))
    expect(refusals()).toBe(0)
  })

  it('the kit: rejects when Pusher refuses', async () => {
    const kit = on.kit()
    kit.subscribe('private-a')
    await vi.waitFor(() => expect(kit.channel('private-a').getSnapshot().status).toBe('subscribed'), fast)
    // Somebody sends past the kit, and uses up the limit of this connection.
    for (let index = 0; index < 10; index += 1) kit.client?.send_event('client-y', {}, 'private-a')
    await expect(kit.trigger('private-a', 'client-x', {})).rejects.toMatchObject({
      code: 'trigger_failed',
      reason: 'rejected',
    })
  })
})

describe('trap 11: every event costs pusher-js a stringification, and more without a listener', () => {
  type Callbacks = { callbacks: { get: (event: string) => unknown[] | undefined } }
  const callbacks = (channel: unknown) => (channel as Callbacks).callbacks.get('published')

  /** The lines that pusher-js stringifies for its log while an event comes in. */
  function logged(client: unknown, event: string) {
    const stringify = vi.spyOn(JSON, 'stringify')
    receive({ client }, { event, channel: 'news', data: 1 })
    const texts = stringify.mock.results.map(({ value }) => String(value))
    stringify.mockRestore()
    return texts.filter((text) => text.startsWith('["'))
  }

  it('plain pusher-js: a log that nobody reads is written, and each bind is a callback', async () => {
    const client = on.mock.client()
    const channel = client.subscribe('news')
    for (let count = 0; count < 100; count += 1) channel.bind('published', () => {})
    await on.mock.subscribed('news')
    expect(Pusher.logToConsole).toBe(false)
    expect(logged(client, 'published')).toEqual([expect.stringContaining('Event recd')])
    expect(logged(client, 'retracted')).toEqual([
      expect.stringContaining('Event recd'),
      expect.stringContaining('No callbacks on news for retracted'),
    ])
    expect(callbacks(channel)).toHaveLength(100)
  })

  it('the kit: binds each event once, however many listen, and adds no stringification', async () => {
    const { listen, client } = on.kit()
    const received = vi.fn()
    for (let count = 0; count < 100; count += 1) listen('news', 'published', () => received())
    await on.mock.subscribed('news')
    expect(callbacks(client?.channel('news'))).toHaveLength(1)
    expect(logged(client, 'published')).toHaveLength(1)
    expect(received).toHaveBeenCalledTimes(100)
  })

  it('the kit: binds nothing for events that nobody listens to any more', async () => {
    const kit = on.kit()
    kit.subscribe('news')
    await on.mock.subscribed('news')
    kit.listen('news', () => {})()
    kit.listen('news', 'published', () => {})()
    on.mock.trigger('news', 'published', 1)
    await on.mock.settled()
    expect(callbacks(kit.client?.channel('news'))).toBeUndefined()
    kit.client?.unsubscribe('news')
    kit.client?.subscribe('news')
    await vi.waitFor(() => expect(on.sent('pusher:subscribe', 'news')).toBe(2), fast)
    await on.mock.settled()
    on.mock.trigger('news', 'published', 1)
    await on.mock.settled()
    expect(callbacks(kit.client?.channel('news'))).toBeUndefined()
  })
})

const refusals = () => on.mock.frames.filter(({ event }) => event === 'pusher:error').length
