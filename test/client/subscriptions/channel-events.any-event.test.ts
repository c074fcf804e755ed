import { defineChannels, type } from 'react-pusher-kit/channels'
import { describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { createCore } from '../../../src/client/core/create-core.ts'
import { mockFixture } from '../support/mock-fixture.ts'

const channels = defineChannels({
  logs: { events: { log: type<object>(), rotated: type<object>() }, persist: true },
  news: { events: { published: z.object({ title: z.string().trim() }) } },
})
/** Publishes what is declared only. */
const declared = mockFixture({ channels })
const on = mockFixture()

describe('kit.listen without an event', () => {
  it('gets every event of the channel by name, numbered ones without their mark', async () => {
    const kit = declared.kit({ channels })
    const received: unknown[] = []
    const stop = kit.listen('logs', (event, data, { seq, channel }) =>
      received.push({ event, data, seq, channel }),
    )
    await declared.mock.subscribed('logs')
    declared.mock.trigger('logs', 'log', { text: 'a' })
    declared.mock.trigger('logs', 'rotated', { to: 2 })
    await vi.waitFor(() => expect(received).toHaveLength(2))
    expect(received).toEqual([
      { event: 'log', data: { text: 'a' }, seq: 1, channel: 'logs' },
      { event: 'rotated', data: { to: 2 }, seq: 2, channel: 'logs' },
    ])
    stop()
    stop()
    await vi.waitFor(() => expect(declared.mock.channel('logs').occupied).toBe(false))
    expect(declared.sent('pusher:unsubscribe', 'logs')).toBe(1)
  })

  it('gets client events with their sender, and nothing of Pusher itself', async () => {
    const kit = on.kit()
    const received: unknown[] = []
    kit.listen('presence-room', (event, data, { userId }) => received.push([event, data, userId]))
    await on.mock.subscribed('presence-room')
    const bob = on.mock.join('presence-room', { id: 'bob' })
    bob.trigger('client-wave', { to: 'all' })
    await vi.waitFor(() => expect(received).toEqual([['client-wave', { to: 'all' }, 'bob']]))
  })

  it('gets payloads as their declaration gives them out, and none that does not fit', async () => {
    const [handler, onError] = [vi.fn(), vi.fn()]
    const kit = on.kit({ channels, onError })
    kit.listen('news', handler)
    kit.listen('news', 'published', () => {})
    await on.mock.subscribed('news')
    on.mock.trigger('news', 'published', { title: { not: 'text' } })
    on.mock.trigger('news', 'published', { title: ' a ' })
    on.mock.trigger('news', 'other', { title: 1 })
    await vi.waitFor(() => expect(handler).toHaveBeenCalledTimes(2))
    expect(handler.mock.calls.map(([event, data]) => [event, data])).toEqual([
      ['published', { title: 'a' }],
      ['other', { title: 1 }],
    ])
    expect(onError).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ code: 'invalid_payload' }))
  })

  it('a handler that throws stops no other, and goes to onError', async () => {
    const [handler, onError] = [vi.fn(), vi.fn()]
    const kit = on.kit({ onError })
    kit.listen('news', () => {
      throw new Error('mine')
    })
    kit.listen('news', handler)
    await on.mock.subscribed('news')
    on.mock.trigger('news', 'a', {})
    await vi.waitFor(() => expect(handler).toHaveBeenCalledOnce())
    expect(onError).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ code: 'handler_threw' }))
  })

  it('a late one gets the event that a cache channel keeps', async () => {
    const kit = on.kit()
    const first = vi.fn()
    kit.listen('cache-rates', first)
    await on.mock.subscribed('cache-rates')
    on.mock.trigger('cache-rates', 'rate', { eur: 1 })
    await vi.waitFor(() => expect(first).toHaveBeenCalledOnce())
    const late = vi.fn()
    kit.listen('cache-rates', late)
    await vi.waitFor(() => expect(late.mock.calls[0]?.slice(0, 2)).toEqual(['rate', { eur: 1 }]))
    const stopped = vi.fn()
    kit.listen('cache-rates', stopped)()
    await on.mock.settled()
    expect([first, late, stopped].map(({ mock }) => mock.calls.length)).toEqual([1, 1, 0])
  })

  it('one that stops leaves the others, for events of new names as well', async () => {
    const kit = on.kit()
    const [other, named] = [vi.fn(), vi.fn()]
    const stop = kit.listen('news', () => {})
    kit.listen('news', other)
    kit.listen('news', 'published', named)
    await on.mock.subscribed('news')
    stop()
    on.mock.trigger('news', 'unknown', 1)
    on.mock.trigger('news', 'published', 2)
    await vi.waitFor(() => expect(named).toHaveBeenCalledOnce())
    expect(other.mock.calls.map(([event]) => event)).toEqual(['unknown', 'published'])
  })

  it('the last one that stops leaves batches to the listeners of their events', async () => {
    const kit = on.kit()
    const named = vi.fn()
    const stop = kit.listen('news', () => {})
    kit.listen('news', 'published', named)
    await on.mock.subscribed('news')
    stop()
    on.mock.trigger('news', 'kit:batch', { event: 'published', items: [1, 2] })
    await vi.waitFor(() => expect(named.mock.calls.map(([data]) => data)).toEqual([1, 2]))
  })

  it('one that stopped is no longer called, and may stop again', async () => {
    const kit = on.kit()
    const [stopped, other] = [vi.fn(), vi.fn()]
    const stop = kit.listen('news', stopped)
    kit.listen('news', other)
    await on.mock.subscribed('news')
    stop()
    stop()
    on.mock.trigger('news', 'published', 1)
    await vi.waitFor(() => expect(other).toHaveBeenCalledOnce())
    expect(stopped).not.toHaveBeenCalled()
  })
})

it('a payload that only readers of undeclared payloads get is not checked', async () => {
  const [heard, onError] = [vi.fn(), vi.fn()]
  const core = createCore({ ...on.mock.provider, channels, onError })
  const end = core.retain()
  core.setEnabled(true)
  core.onAny('news', heard)
  core.subscribe('news')
  await on.mock.subscribed('news')
  on.mock.trigger('news', 'published', { title: 1 })
  await vi.waitFor(() => expect(heard).toHaveBeenCalledOnce())
  expect(heard.mock.calls[0]?.slice(0, 2)).toEqual(['published', { title: 1 }])
  expect(onError).not.toHaveBeenCalled()
  end()
})

it('readers of checked and of unchecked payloads get each event once, as it is meant for them', async () => {
  const [raw, checked] = [vi.fn(), vi.fn()]
  const core = createCore({ ...on.mock.provider, channels })
  const end = core.retain()
  core.setEnabled(true)
  core.onAny('news', raw)
  core.onAnyChecked('news', checked)
  core.subscribe('news')
  await on.mock.subscribed('news')
  on.mock.trigger('news', 'published', { title: ' a ' })
  await vi.waitFor(() => expect(checked).toHaveBeenCalledOnce())
  expect(raw.mock.calls.map(([, data]) => data)).toEqual([{ title: ' a ' }])
  expect(checked.mock.calls.map(([, data]) => data)).toEqual([{ title: 'a' }])
  end()
})
