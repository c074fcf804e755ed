import { describe, expect, it, vi } from 'vitest'
import { bodyOf, demoServer } from '../../demo-server.ts'

const path = '/api/v1/realtime/trigger'

describe('POST /api/v1/realtime/trigger', () => {
  it('publishes at once and answers with a receipt', async () => {
    const { post, subscribe } = demoServer()
    const delivered = subscribe('public-news')
    const response = await post(path, { channel: 'public-news', event: 'hello', data: { a: [1, null] } })
    expect(response.status).toBe(200)
    expect(delivered).toEqual([{ event: 'hello', data: { a: [1, null] } }])
    expect(await bodyOf(response)).toEqual({
      id: expect.any(String) as string,
      seq: null,
      epoch: null,
      accepted_at: expect.stringMatching(/Z$/) as string,
      channels: { 'public-news': { seq: null, epoch: null } },
    })
  })

  it('numbers the events of persisted channels', async () => {
    const { post, request } = demoServer()
    const body = { channels: ['private-user-42', 'public-news'], event: 'notification', data: { text: 'x' } }
    const answer = await bodyOf(await post('/realtime/trigger', body))
    expect(answer).toMatchObject({
      seq: 1,
      channels: { 'private-user-42': { seq: 1 }, 'public-news': { seq: null } },
    })
    const history = await bodyOf(await request('/api/v1/channels/private-user-42/events'))
    expect(history['events']).toMatchObject([{ seq: 1, event: 'notification', data: { text: 'x' } }])
  })

  it('leaves the connection out that caused the event', async () => {
    const { post, hub, subscribe } = demoServer()
    const others = subscribe('public-news')
    const frames: string[] = []
    const own = hub.connect('key', { send: (frame) => frames.push(frame), close: () => {} })
    own.receive(JSON.stringify({ event: 'pusher:subscribe', data: { channel: 'public-news' } }))
    await post(path, { channel: 'public-news', event: 'hello', data: {}, socket_id: own.socketId })
    expect(others).toHaveLength(1)
    expect(frames.join()).not.toContain('hello')
  })

  it('publishes what the declared schema makes of the payload', async () => {
    const { post, subscribe } = demoServer()
    const delivered = subscribe('public-news')
    await post(path, { channel: 'public-news', event: 'note', data: { text: ' x ', more: 1 } })
    expect(delivered).toEqual([{ event: 'note', data: { text: 'x' } }])
  })

  it('stores and publishes a repeated request once', async () => {
    const { post, observed } = demoServer()
    const headers = { 'idempotency-key': 'once' }
    const body = { channel: 'private-user-42', event: 'notification', data: {} }
    const first = await bodyOf(await post(path, body, { headers }))
    expect(await bodyOf(await post(path, body, { headers }))).toMatchObject({ seq: first['seq'] })
    await expect.poll(() => observed.filter(({ type }) => type === 'published')).toHaveLength(1)
  })

  it.each([
    ['no channel', { channel: undefined }, 'channel'],
    ['an illegal channel', { channel: 'a:b' }, 'channel'],
    ["a user's own channel", { channel: '#server-to-user-42' }, 'channel'],
    ['no channels', { channels: [] }, 'channels'],
    ['no event', { event: undefined }, 'event'],
    ['a reserved event', { event: 'pusher:ping' }, 'event'],
    ['a client event', { event: 'client-x' }, 'event'],
    ['a batch event', { event: 'kit:batch' }, 'event'],
    ['a long event', { event: 'x'.repeat(201) }, 'event'],
    ['an event with a control character', { event: 'a\u0000b' }, 'event'],
    ['a socket id that is none', { socket_id: '1' }, 'socket_id'],
    ['a payload that the schema refuses', { event: 'note', data: { text: 5 } }, 'data.text'],
    ['a number in a persisted channel', { channel: 'private-user-42', data: 5 }, 'data'],
    ['a forged number', { channel: 'private-user-42', data: { $kit: { seq: 1 } } }, 'data'],
    ['a forged number in a channel without numbers', { data: { $kit: { seq: 1, epoch: 'x' } } }, 'data'],
  ])('refuses %s and publishes nothing', async (_, change, field) => {
    const { post, observed } = demoServer()
    const response = await post(path, { channel: 'public-news', event: 'hello', data: {}, ...change })
    expect(response.status).toBe(400)
    expect(await bodyOf(response)).toMatchObject({ field })
    expect(observed.filter(({ type }) => type === 'published')).toEqual([])
  })

  it('refuses too many channels and too large payloads with the size', async () => {
    const { post } = demoServer()
    const channels = Array.from({ length: 101 }, (_, index) => `public-${index}`)
    expect((await post(path, { channels, event: 'x', data: {} })).status).toBe(413)
    const large = await post(path, { channel: 'public-news', event: 'x', data: 'é'.repeat(5200) })
    expect(large.status).toBe(413)
    expect(await bodyOf(large)).toMatchObject({ error: expect.stringContaining('10402') as string })
  })

  it('asks the policy for every channel, and names the refused one by its place', async () => {
    const { post, observed } = demoServer()
    const channels = ['public-news', 'public-news', 'private-user-42', 'private-user-43']
    const response = await post(path, { channels, event: 'x', data: {} })
    expect(response.status).toBe(403)
    expect(await bodyOf(response)).toMatchObject({ code: 'forbidden', field: 'channels[3]' })
    const batch = [
      { channel: 'public-news', event: 'x', data: {} },
      { channels, event: 'x', data: {} },
    ]
    const refused = await post(`${path}/batch`, { batch })
    expect(await bodyOf(refused)).toMatchObject({ code: 'forbidden', field: 'batch[1].channels[3]' })
    expect(observed.filter(({ type }) => type === 'published')).toEqual([])
  })

  it('answers 403 for channels and events that the policy does not open, 401 to nobody', async () => {
    const { post, observed } = demoServer()
    const denied = { channels: ['public-news', 'private-user-43'], event: 'x', data: {} }
    expect((await post(path, denied)).status).toBe(403)
    expect((await post(path, { channel: 'private-user-42', event: 'forbidden', data: {} })).status).toBe(403)
    expect((await post(path, { channel: 'public-news', event: 'x', data: {} }, { token: null })).status).toBe(
      401,
    )
    expect(observed.filter(({ type }) => type === 'published')).toEqual([])
  })
})

describe('POST /api/v1/realtime/trigger/batch', () => {
  it.each([
    [`${path}/batch`, 'batch'],
    [`${path}/batch`, 'events'],
    [`${path}_batch`, 'batch'],
    ['/realtime/trigger_batch', 'events'],
  ])('is also %s with `%s`', async (address, field) => {
    const { post, subscribe } = demoServer()
    const delivered = subscribe('public-news')
    const events = [1, 2].map((data) => ({ channel: 'public-news', event: 'hello', data }))
    const answer = await bodyOf(await post(address, { [field]: events }))
    expect(answer['results']).toHaveLength(2)
    expect(delivered.map(({ data }) => data)).toEqual([1, 2])
  })

  it('names the place of a refusal as the request has it', async () => {
    const { post } = demoServer()
    const events = [
      { channel: 'public-news', event: 'hello' },
      { channel: 'private-nobody', event: 'hello' },
    ]
    expect(await bodyOf(await post(`${path}_batch`, { events }))).toMatchObject({
      field: 'events[1].channel',
    })
    expect(await bodyOf(await post(`${path}_batch`, { events: [1] }))).toMatchObject({ field: 'events[0]' })
    expect(await bodyOf(await post(`${path}_batch`, { events: 'x' }))).toMatchObject({ field: 'events' })
    const long = { events: Array.from({ length: 11 }, () => events[0]) }
    expect(await bodyOf(await post(`${path}_batch`, long))).toMatchObject({ field: 'events' })
  })

  it('refuses a request with both lists, of which one would be left out', async () => {
    const { post, subscribe } = demoServer()
    const delivered = subscribe('public-news')
    const events = [{ channel: 'public-news', event: 'hello', data: 1 }]
    const response = await post(`${path}/batch`, { batch: events, events })
    expect(response.status).toBe(400)
    expect(await bodyOf(response)).toMatchObject({ code: 'invalid_field', field: 'events' })
    expect(delivered).toEqual([])
  })

  it('publishes in order, one result for each event', async () => {
    const { post, subscribe } = demoServer()
    const delivered = subscribe('public-news')
    const batch = [1, 2, 3].map((data) => ({ channel: 'public-news', name: `event-${data}`, data }))
    const answer = await bodyOf(await post(`${path}/batch`, { batch }))
    expect(answer['results']).toHaveLength(3)
    expect(delivered.map(({ event }) => event)).toEqual(['event-1', 'event-2', 'event-3'])
  })

  it('publishes none when one is not allowed', async () => {
    const { post, subscribe } = demoServer()
    const delivered = subscribe('public-news')
    const batch = [
      { channel: 'public-news', event: 'x', data: 1 },
      { channel: 'private-user-43', event: 'x', data: {} },
    ]
    expect((await post(`${path}/batch`, { batch })).status).toBe(403)
    expect(delivered).toEqual([])
  })

  it.each([
    [[], 400],
    ['x', 400],
    [[5], 400],
    [Array.from({ length: 11 }, () => ({ channel: 'public-news', event: 'x', data: {} })), 413],
  ])('refuses the batch %j', async (batch, status) => {
    const { post } = demoServer()
    expect((await post(`${path}/batch`, { batch })).status).toBe(status)
  })

  it('publishes nothing of a batch when one payload is not of its declared shape', async () => {
    const { post, subscribe } = demoServer()
    const delivered = subscribe('public-news')
    const first = { channel: 'public-news', event: 'x', data: {} }
    const wrong = { channel: 'public-news', event: 'note', data: { text: 5 } }
    const response = await post(`${path}/batch`, { batch: [first, wrong] })
    expect(response.status).toBe(400)
    expect(await bodyOf(response)).toMatchObject({ field: 'data.text' })
    expect(delivered).toEqual([])
  })
})

describe('a backend that refuses', () => {
  it('is the caller’s 502, one that is away a 503 with retry-after', async () => {
    vi.useFakeTimers()
    const { embedded, BroadcastError } = await import('react-pusher-kit/server')
    for (const [failure, status] of [
      ['rejected', 502],
      ['retry', 503],
      ['quota', 503],
    ] as const) {
      const broadcaster = { ...embedded(), send: () => Promise.reject(new BroadcastError(failure, 'no')) }
      const { post } = demoServer({ broadcaster })
      const answering = post(path, { channel: 'public-news', event: 'x', data: {} })
      await vi.advanceTimersByTimeAsync(5000)
      const response = await answering
      expect(response.status).toBe(status)
      expect(response.headers.has('retry-after')).toBe(status === 503)
    }
    vi.useRealTimers()
  })
})
