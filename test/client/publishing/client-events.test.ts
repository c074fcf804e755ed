import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { defineChannels } from 'react-pusher-kit/channels'
import { z } from 'zod'
import { mockFixture } from '../support/mock-fixture.ts'
import { receive } from '../support/raw-frame.ts'

const on = mockFixture()
const fast = { interval: 2 }
const room = 'presence-room'

function listener(event = 'client-x') {
  const received: unknown[] = []
  const channel = on.mock.client({ user: { id: 'other' } }).subscribe(room)
  channel.bind(event, (data: unknown) => received.push(data))
  return received
}

describe('trigger', () => {
  it('subscribes for as long as it waits, when nobody else does', async () => {
    const received = listener()
    const kit = on.kit()
    await expect(kit.trigger(room, 'client-x', { n: 1 })).resolves.toBeNull()
    expect(received).toEqual([{ n: 1 }])
    await vi.waitFor(() => expect(on.sent('pusher:unsubscribe', room)).toBe(1), fast)
  })

  it('waits while offline, and goes out in order after the reconnect', async () => {
    const received = listener()
    const kit = on.kit()
    kit.subscribe(room)
    await vi.waitFor(() => expect(kit.channel(room).getSnapshot().status).toBe('subscribed'), fast)
    kit.connection.disconnect()
    const all = [1, 2, 3].map((n) => kit.trigger(room, 'client-x', { n }))
    await on.mock.settled()
    expect(received).toEqual([])
    kit.connection.connect()
    await Promise.all(all)
    expect(received).toEqual([{ n: 1 }, { n: 2 }, { n: 3 }])
  })

  it('expires after its ttl', async () => {
    const kit = on.kit({ enabled: false })
    await expect(kit.trigger(room, 'client-x', {}, { ttl: 20 })).rejects.toMatchObject({
      reason: 'expired',
      channel: room,
      event: 'client-x',
    })
  })

  it('is not sent after it has expired', async () => {
    const kit = on.kit({ enabled: false })
    await expect(kit.trigger(room, 'client-x', {}, { ttl: 5 })).rejects.toMatchObject({ reason: 'expired' })
    await kit.connect()
    await kit.trigger(room, 'client-y', {})
    expect([on.sent('client-x', room), on.sent('client-y', room)]).toEqual([0, 1])
  })

  it('a full queue refuses', async () => {
    const kit = on.kit({ enabled: false })
    const all = Array.from({ length: 101 }, () => kit.trigger(room, 'client-x', {}, { ttl: 20 }))
    const results = await Promise.allSettled(all)
    const reasons = results.map(
      (result) => result.status === 'rejected' && (result.reason as Reasoned).reason,
    )
    expect(reasons.filter((reason) => reason === 'expired')).toHaveLength(100)
    expect(reasons.at(-1)).toBe('queue_full')
  })

  it('coalesced events leave only the last, and all their promises resolve', async () => {
    const received = listener()
    const kit = on.kit()
    await Promise.all([1, 2, 3].map((x) => kit.trigger(room, 'client-x', { x }, { coalesce: true })))
    expect(received).toEqual([{ x: 3 }])
  })

  it('does not coalesce with an event that is sent already', async () => {
    const received = listener()
    const kit = on.kit()
    kit.subscribe(room)
    await vi.waitFor(() => expect(kit.channel(room).getSnapshot().status).toBe('subscribed'), fast)
    on.mock.network = { latency: 20 }
    await Promise.all([1, 2].map((x) => kit.trigger(room, 'client-x', { x }, { coalesce: true })))
    await vi.waitFor(() => expect(received).toEqual([{ x: 1 }, { x: 2 }]), fast)
  })

  it('coalesces per channel and name', async () => {
    const kit = on.kit()
    const send = (channel: string, event: string, x: number) =>
      kit.trigger(channel, event, { x }, { coalesce: true })
    await Promise.all([
      send(room, 'client-x', 1),
      send(room, 'client-y', 2),
      send('private-b', 'client-x', 3),
      kit.trigger(room, 'client-z', 4),
      kit.trigger(room, 'client-z', 5),
    ])
    const sent = on.mock.frames.filter(
      ({ event, direction }) => direction === 'sent' && event.startsWith('client-'),
    )
    expect(sent).toHaveLength(5)
  })

  it('takes a name and a payload of just the length that Pusher takes', async () => {
    const kit = on.kit()
    const name = `client-${'x'.repeat(193)}`
    // With the quotes of its JSON it has 10,240 bytes.
    await expect(kit.trigger('private-a', name, 'x'.repeat(10_238))).resolves.toBeNull()
    await expect(kit.trigger('private-a', `${name}x`, '')).rejects.toMatchObject({ reason: 'illegal' })
    await expect(kit.trigger('private-a', name, 'x'.repeat(10_239))).rejects.toMatchObject({
      reason: 'illegal',
    })
  })

  it.each([null, undefined, 'text', 7, ['$kit'], {}])('sends %o', async (data) => {
    await expect(on.kit().trigger(room, 'client-x', data)).resolves.toBeNull()
    expect(on.sent('client-x', room)).toBe(1)
  })

  it.each([
    ['a payload', { $kit: {} }],
    ['JSON', { toJSON: () => ({ $kit: {} }) }],
  ])('refuses %s with the key that only the server writes', async (_, data) => {
    await expect(on.kit().trigger(room, 'client-x', data)).rejects.toMatchObject({
      reason: 'illegal',
      message: expect.stringContaining('$kit'),
    })
  })

  it('does not expire once it is sent', async () => {
    const kit = on.kit()
    kit.subscribe(room)
    await vi.waitFor(() => expect(kit.channel(room).getSnapshot().status).toBe('subscribed'), fast)
    on.mock.network = { latency: 60 }
    await expect(kit.trigger(room, 'client-x', {}, { ttl: 20 })).resolves.toBeNull()
  })

  it('a refusal that is about something else meets no event', async () => {
    const kit = on.kit()
    kit.subscribe(room)
    await vi.waitFor(() => expect(kit.channel(room).getSnapshot().status).toBe('subscribed'), fast)
    on.mock.network = { latency: 20 }
    const sent = kit.trigger(room, 'client-x', {})
    await vi.waitFor(() => expect(on.sent('client-x', room)).toBe(1), fast)
    receive(kit, { event: 'pusher:error', data: { code: 4302, message: 'Watchlist too long' } })
    await expect(sent).resolves.toBeNull()
  })

  it.each([
    [{ code: 4301 }, 'a rejection by Pusher: 4301'],
    [{ code: null, message: 'No client events' }, 'a rejection by Pusher: No client events'],
  ])('reports the rejection of %o', async (data, detail) => {
    const kit = on.kit()
    kit.subscribe(room)
    await vi.waitFor(() => expect(kit.channel(room).getSnapshot().status).toBe('subscribed'), fast)
    on.mock.network = { latency: 20 }
    const sent = kit.trigger(room, 'client-x', {})
    await vi.waitFor(() => expect(on.sent('client-x', room)).toBe(1), fast)
    receive(kit, { event: 'pusher:error', data })
    await expect(sent).rejects.toMatchObject({
      reason: 'rejected',
      message: expect.stringContaining(detail),
    })
  })

  it('after dispose() it is refused at once', async () => {
    const kit = on.kit()
    kit.dispose()
    await expect(kit.trigger(room, 'client-x', {})).rejects.toMatchObject({ reason: 'disposed' })
  })

  it.each([
    ['a public channel', 'news', 'client-x', {}],
    ['an encrypted channel', 'private-encrypted-a', 'client-x', {}],
    ['a name that is too long', room, `client-${'x'.repeat(200)}`, {}],
    ['a payload that is too large', room, 'client-x', 'x'.repeat(10_240)],
  ])('refuses %s before it sends anything', async (_, channel, event, data) => {
    const kit = on.kit()
    await expect(kit.trigger(channel, event, data)).rejects.toMatchObject({ reason: 'illegal' })
    expect(on.sent(event, channel)).toBe(0)
  })

  it('checks declared client events', async () => {
    const channels = defineChannels({
      'presence-{room}': { events: {}, clientEvents: { 'client-x': z.object({ x: z.number() }) } },
    })
    const kit = on.kit({ channels })
    await expect(kit.trigger(room, 'client-x', { x: 'one' })).rejects.toMatchObject({
      code: 'invalid_payload',
      payload: { x: 'one' },
    })
    await expect(kit.trigger(room, 'client-x', { x: 1 })).resolves.toBeNull()
  })

  it('an endless ttl is no end', async () => {
    vi.useFakeTimers()
    onTestFinished(() => void vi.useRealTimers())
    const kit = on.kit({ enabled: false })
    const settled = vi.fn()
    kit.trigger(room, 'client-x', {}, { ttl: Infinity }).then(settled, settled)
    await vi.advanceTimersByTimeAsync(3_600_000)
    expect(settled).not.toHaveBeenCalled()
  })

  it('a refusal meets the event that was sent before it, not one that was sent since', async () => {
    const kit = on.kit()
    kit.subscribe(room)
    await vi.waitFor(() => expect(kit.channel(room).getSnapshot().status).toBe('subscribed'), fast)
    on.mock.network = { latency: 20 }
    const first = kit.trigger(room, 'client-a', {})
    const later = [kit.trigger(room, 'client-b', {}), kit.trigger(room, 'client-c', {})]
    await vi.waitFor(() => expect(on.sent('client-c', room)).toBe(1), fast)
    // The pong behind the first event has not come yet, so it is the first that Pusher speaks of.
    receive(kit, { event: 'pusher:error', data: { code: 4301, message: 'rate limit' } })
    await expect(first).rejects.toMatchObject({ reason: 'rejected', event: 'client-a' })
    await Promise.all(later)
  })

  it('an event whose fate is unknown rejects as unconfirmed', async () => {
    const kit = on.kit()
    kit.subscribe(room)
    await vi.waitFor(() => expect(kit.channel(room).getSnapshot().status).toBe('subscribed'), fast)
    on.mock.network = { loss: 'up' }
    const triggered = kit.trigger(room, 'client-x', {})
    await vi.waitFor(() => expect(on.sent('client-x', room)).toBe(1), fast)
    on.mock.drop()
    await expect(triggered).rejects.toMatchObject({ reason: 'unconfirmed' })
  })

  it('dispose() rejects what waits', async () => {
    const kit = on.kit({ enabled: false })
    const triggered = kit.trigger(room, 'client-x', {})
    kit.dispose()
    await expect(triggered).rejects.toMatchObject({ reason: 'disposed' })
  })
})

describe('events through the server', () => {
  it('any other name is posted, and the receipt comes back', async () => {
    const kit = on.kit()
    const received = vi.fn()
    kit.listen('news', 'published', received)
    await on.mock.subscribed('news')
    await expect(kit.trigger('news', 'published', { n: 1 })).resolves.toMatchObject({ seq: null })
    await vi.waitFor(() => expect(received.mock.calls[0]?.[0]).toEqual({ n: 1 }), fast)
  })

  it('toOthers leaves out this client', async () => {
    const kit = on.kit()
    const [own, other] = [vi.fn(), vi.fn()]
    kit.listen('news', 'published', own)
    on.mock.client().subscribe('news').bind('published', other)
    await vi.waitFor(() => expect(on.mock.channel('news').subscriptionCount).toBe(2), fast)
    await kit.trigger('news', 'published', {}, { toOthers: true })
    await vi.waitFor(() => expect(other).toHaveBeenCalledTimes(1), fast)
    expect(own).not.toHaveBeenCalled()
  })

  it('sendMessage posts type, payload and channel', async () => {
    const bodies: unknown[] = []
    const kit = on.kit({
      fetch: (input, init) => {
        bodies.push(JSON.parse(init?.body as string))
        return on.mock.fetch(input, init)
      },
    })
    await kit.sendMessage('private-user-1', 'agent_chat_user', { text: 'hi' })
    expect(bodies).toEqual([
      { message_type: 'agent_chat_user', payload: { text: 'hi' }, channel: 'private-user-1' },
    ])
  })

  it('a refusal rejects with status and text', async () => {
    const kit = on.kit({
      fetch: () => Promise.resolve(Response.json({ error: 'Not yours' }, { status: 403 })),
    })
    await expect(kit.trigger('news', 'published', {})).rejects.toMatchObject({
      code: 'request_failed',
      status: 403,
      message: expect.stringContaining('Not yours'),
    })
  })
})

interface Reasoned {
  reason: string
}
