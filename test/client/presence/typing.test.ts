import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { defineChannels } from 'react-pusher-kit/channels'
import { z } from 'zod'
import { createCore, type OwnedCore } from '../../../src/client/core/create-core.ts'
import { createTyping } from '../../../src/client/presence/typing.ts'
import { mockFixture } from '../support/mock-fixture.ts'
import { receive } from '../support/raw-frame.ts'

const on = mockFixture()
const room = 'presence-room'
const onError = vi.fn()
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms)
let core: OwnedCore

beforeEach(async () => {
  vi.useFakeTimers()
  onError.mockClear()
  core = createCore({ ...on.mock.provider, onError })
  core.retain()
  core.setEnabled(true)
  await pass(50)
})
afterEach(() => {
  core.dispose()
  vi.useRealTimers()
})

const open = (channel = room) => core.feature(createTyping).open(channel)

async function read(channel = room) {
  const store = open(channel)
  const listener = vi.fn<() => void>()
  const stop = store.subscribe(listener)
  await pass(100)
  return { store, listener, stop, names: () => store.getSnapshot().typing.map(({ id }) => id) }
}

const typed = () =>
  on.mock.frames
    .filter(({ event, direction }) => event === 'client-typing' && direction === 'sent')
    .map(({ data }) => (data as { typing: boolean }).typing)

describe('who is typing', () => {
  it.each([
    { typing: false },
    { isTyping: false },
    { typing: false, isTyping: true },
    { typing: true, isTyping: false },
    false,
  ])('ends with %o', async (payload) => {
    const { names } = await read()
    const ana = on.mock.join(room, { id: 'ana' })
    ana.trigger('client-typing', { typing: true })
    await pass(100)
    expect(names()).toEqual(['ana'])
    ana.trigger('client-typing', payload)
    await pass(100)
    expect(names()).toEqual([])
  })

  it.each([{ typing: true }, { isTyping: true }, {}, null, true, 0, 'yes'])(
    'begins with %o',
    async (payload) => {
      const { names } = await read()
      on.mock.join(room, { id: 'ana' }).trigger('client-typing', payload)
      await pass(100)
      expect(names()).toEqual(['ana'])
    },
  )

  it('calls its listeners for a change of who is typing, and for nothing else', async () => {
    const { store, listener } = await read()
    const [ana, ben] = [on.mock.join(room, { id: 'ana' }), on.mock.join(room, { id: 'ben' })]
    await pass(100)
    expect(listener).not.toHaveBeenCalled()
    ana.trigger('client-typing', { typing: true })
    await pass(100)
    expect(listener).toHaveBeenCalledTimes(1)
    const before = store.getSnapshot()
    ana.trigger('client-typing', { typing: true })
    ben.trigger('client-waving', { typing: true })
    await pass(100)
    expect(store.getSnapshot()).toBe(before)
    expect(listener).toHaveBeenCalledTimes(1)
    ben.trigger('client-typing', { typing: true })
    await pass(100)
    expect(listener).toHaveBeenCalledTimes(2)
    expect(store.getSnapshot().typing).toHaveLength(2)
  })

  it('another one takes the place of one: as many, and not the same', async () => {
    const { names } = await read()
    const [ana, ben] = [on.mock.join(room, { id: 'ana' }), on.mock.join(room, { id: 'ben' })]
    ana.trigger('client-typing', { typing: true })
    await pass(100)
    on.mock.network = { latency: 0 }
    ana.trigger('client-typing', { typing: false })
    ben.trigger('client-typing', { typing: true })
    await pass(100)
    expect(names()).toEqual(['ben'])
  })

  it('is forgotten with the last reader, and read anew by the next one', async () => {
    const first = await read()
    const second = await read()
    expect(second.store).toBe(first.store)
    const ana = on.mock.join(room, { id: 'ana' })
    ana.trigger('client-typing', { typing: true })
    await pass(100)
    first.stop()
    expect(first.names()).toEqual(['ana'])
    second.stop()
    expect(first.names()).toEqual([])
    await pass(100)
    expect(on.mock.channel(room).subscriptionCount).toBe(1)
    const third = await read()
    ana.trigger('client-typing', { typing: true })
    await pass(100)
    expect(third.names()).toEqual(['ana'])
    expect(third.listener).toHaveBeenCalledTimes(1)
  })

  it('keeps its store while it has a reader or a writer, however many channels are opened', async () => {
    const openMany = () => {
      for (let n = 0; n < 60; n += 1) open(`presence-${n}`)
    }
    const { store, stop } = await read()
    const second = await read()
    second.stop()
    openMany()
    expect(open()).toBe(store)
    const writer = {}
    store.setTyping(true, writer)
    stop()
    openMany()
    expect(open()).toBe(store)
    store.leave(writer)
    openMany()
    expect(open()).not.toBe(store)
  })
})

describe('typing', () => {
  it('is repeated after 3 s, and not before', async () => {
    const { store } = await read()
    const writer = {}
    store.setTyping(true, writer)
    await pass(2999)
    store.setTyping(true, writer)
    expect(typed()).toEqual([true])
    await pass(1)
    store.setTyping(true, writer)
    await pass(10)
    expect(typed()).toEqual([true, true])
  })

  it('sends nothing for somebody who never typed', async () => {
    const { store } = await read()
    store.setTyping(false, {})
    store.leave({})
    await pass(4000)
    store.setTyping(false, {})
    await pass(10)
    expect(typed()).toEqual([])
  })

  it('lasts for as long as a writer types', async () => {
    const { store } = await read()
    const [one, other] = [{}, {}]
    store.setTyping(true, one)
    store.setTyping(true, other)
    // Later than the next repetition: only typing repeats it.
    await pass(3500)
    store.leave(one)
    await pass(10)
    expect(typed()).toEqual([true])
    store.leave({})
    store.leave(other)
    store.leave(other)
    await pass(10)
    expect(typed()).toEqual([true, false])
  })

  it('sends only the last word of those that had to wait', async () => {
    const { store } = await read()
    core.connection.disconnect()
    const writer = {}
    store.setTyping(true, writer)
    store.setTyping(false, writer)
    store.setTyping(true, writer)
    core.connection.connect()
    await pass(500)
    expect(typed()).toEqual([true])
  })

  it('what found no chance to be sent is forgotten', async () => {
    on.mock.authorize(() => false)
    open('presence-denied').setTyping(true, {})
    await pass(4000)
    const codes = onError.mock.calls.map(([error]) => (error as { code: string }).code)
    expect(codes).not.toContain('trigger_failed')
  })

  it('what Pusher rejects is reported', async () => {
    const { store } = await read()
    on.mock.network = { latency: 50 }
    store.setTyping(true, {})
    await pass(10)
    const data = { code: 4301, message: 'Rate limit' }
    receive(core.client.getSnapshot(), { event: 'pusher:error', data })
    await pass(10)
    const rejection = expect.objectContaining({ code: 'trigger_failed', reason: 'rejected' })
    expect(onError.mock.calls).toEqual([[rejection]])
  })

  it('what does not fit its declaration is reported', async () => {
    const channels = defineChannels({
      'presence-{room}': {
        events: {},
        clientEvents: { 'client-typing': z.object({ isTyping: z.boolean() }) },
      },
    })
    core.update({ ...on.mock.provider, onError, channels })
    open().setTyping(true, {})
    await pass(10)
    expect(onError.mock.calls).toEqual([[expect.objectContaining({ code: 'invalid_payload' })]])
  })
})
