import { describe, expect, it, vi } from 'vitest'
import { defineChannels, type } from 'react-pusher-kit/channels'
import { z } from 'zod'
import { mockFixture } from '../support/mock-fixture.ts'

const on = mockFixture()
const fast = { interval: 2 }

const channels = defineChannels({
  logs: { events: { log: type<{ text: string }>() }, persist: true },
  'private-user-{userId}': { events: { notification: z.object({ title: z.string().trim() }) } },
})

describe('payloads', () => {
  it('one that fits comes as its schema gives it out', async () => {
    const received = vi.fn()
    const { listen } = on.kit({ channels })
    listen('private-user-1', 'notification', received)
    await on.mock.subscribed('private-user-1')
    on.mock.trigger('private-user-1', 'notification', { title: ' hi ', more: 1 })
    await vi.waitFor(() => expect(received.mock.calls[0]?.[0]).toEqual({ title: 'hi' }), fast)
  })

  it('is validated by a kit whose channels are not from defineChannels', async () => {
    const [received, onError] = [vi.fn(), vi.fn()]
    const news = { events: { published: z.object({ title: z.string().trim() }) } }
    const { listen } = on.kit({ channels: { news }, onError })
    listen('news', 'published', received)
    await on.mock.subscribed('news')
    on.mock.trigger('news', 'published', { title: ' hi ' })
    await vi.waitFor(() => expect(received.mock.calls[0]?.[0]).toEqual({ title: 'hi' }), fast)
    expect(onError).not.toHaveBeenCalled()
  })

  it('one that does not goes to onError with everything, and not to the handler', async () => {
    const [received, onError] = [vi.fn(), vi.fn()]
    const { listen } = on.kit({ channels, onError })
    listen('private-user-1', 'notification', received)
    await on.mock.subscribed('private-user-1')
    on.mock.trigger('private-user-1', 'notification', { title: 1 })
    await vi.waitFor(() => expect(onError).toHaveBeenCalledTimes(1), fast)
    expect(onError.mock.calls[0]?.[0]).toMatchObject({
      code: 'invalid_payload',
      channel: 'private-user-1',
      event: 'notification',
      issues: [{ path: ['title'] }],
      payload: { title: 1 },
    })
    expect(received).not.toHaveBeenCalled()
  })

  it('a schema that checks asynchronously is refused', async () => {
    const onError = vi.fn()
    const slow = defineChannels({ news: { events: { e: z.string().refine(() => Promise.resolve(true)) } } })
    const { listen } = on.kit({ channels: slow, onError })
    listen('news', 'e', () => {})
    await on.mock.subscribed('news')
    on.mock.trigger('news', 'e', 'x')
    await vi.waitFor(
      () => expect(onError.mock.calls[0]?.[0]).toMatchObject({ code: 'invalid_payload' }),
      fast,
    )
  })

  it('$kit is taken off and stands in meta', async () => {
    const received = vi.fn()
    const { listen } = on.kit()
    listen('logs', 'log', received)
    await on.mock.subscribed('logs')
    on.mock.trigger('logs', 'log', { text: 'a', $kit: { seq: 41, epoch: 'e1' } })
    await vi.waitFor(() => expect(received).toHaveBeenCalledTimes(1), fast)
    expect(received.mock.calls[0]).toEqual([
      { text: 'a' },
      { channel: 'logs', event: 'log', seq: 41, epoch: 'e1', userId: null },
    ])
  })

  it('a batch is unpacked before anybody sees it', async () => {
    const received = vi.fn()
    const { listen } = on.kit()
    listen('logs', 'log', received)
    await on.mock.subscribed('logs')
    const items = [{ text: 'a' }, { text: 'b' }]
    on.mock.trigger('logs', 'kit:batch', { $kit: { seq: 7, epoch: 'e1' }, event: 'log', items })
    await vi.waitFor(() => expect(received).toHaveBeenCalledTimes(2), fast)
    expect(received.mock.calls.map(([payload, { seq, event }]) => [payload, seq, event])).toEqual([
      [{ text: 'a' }, 7, 'log'],
      [{ text: 'b' }, 8, 'log'],
    ])
  })

  it('a client event on a presence channel says who sent it, numeric ids as text', async () => {
    const received = vi.fn()
    const { listen } = on.kit()
    listen('presence-room', 'client-x', received)
    await on.mock.subscribed('presence-room')
    on.mock.join('presence-room', { id: 7 }).trigger('client-x', {})
    await vi.waitFor(() => expect(received.mock.calls[0]?.[1]).toMatchObject({ userId: '7' }), fast)
  })
})
