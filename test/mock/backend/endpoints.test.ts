import { defineChannels, type } from 'react-pusher-kit/channels'
import { createMockPusher, type MockPusher } from 'react-pusher-kit/mock'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { signChannel } from '../../../src/protocol/index.ts'

let mock: MockPusher

beforeEach(() => {
  mock = createMockPusher({
    channels: defineChannels({ logs: { events: { log: type<object>() }, persist: true } }),
    user: { id: 'ada', info: { name: 'Ada' } },
  })
})

afterEach(() => {
  mock.dispose()
})

const post = async (path: string, body: RequestInit['body'] | object): Promise<[number, unknown]> => {
  const raw = typeof body === 'string' || body instanceof URLSearchParams ? body : JSON.stringify(body)
  const response = await mock.fetch(path, { method: 'POST', body: raw })
  return [response.status, await response.json()]
}

const page = async (query: string): Promise<unknown> => {
  const response = await mock.fetch(`/api/v1/channels/logs/events?${query}`)
  const {
    events,
    next_cursor: next,
    has_more: more,
  } = (await response.json()) as {
    events: { seq: number }[]
    next_cursor: number
    has_more: boolean
  }
  return [events.map(({ seq }) => seq), next, more]
}

describe('mock.fetch', () => {
  it.each([[null], [7], ['x'], [[]]])(
    'refuses a batch with %j in it and publishes none of it',
    async (entry) => {
      const batch = [{ channel: 'logs', event: 'log', data: {} }, entry]
      expect(await post('/api/v1/realtime/trigger/batch', { batch })).toEqual([
        400,
        { error: 'Expected an event as an object.', code: 'invalid_field', field: 'batch[1]' },
      ])
      expect(await page('')).toEqual([[], 0, false])
    },
  )

  it('sends a message without a channel to the sender’s own', async () => {
    const seen: string[] = []
    const asked = createMockPusher({
      user: { id: 'ada' },
      messages: { chat: ({ channel }) => void seen.push(channel) },
    })
    const body = JSON.stringify({ message_type: 'chat', payload: {} })
    await asked.fetch('/api/v1/pusher/message', { method: 'POST', body })
    asked.dispose()
    expect(seen).toEqual(['private-user-ada'])
  })

  it('signs subscriptions asked for as form, as JSON and in the query', async () => {
    const auth = signChannel(mock.app, '1.2', 'private-a')
    const fields = { socket_id: '1.2', channel_name: 'private-a' }
    const form = new URLSearchParams(fields)
    expect(await post('/api/v1/pusher/auth', form)).toEqual([200, { auth }])
    expect(await post('/api/v1/pusher/auth', fields)).toEqual([200, { auth }])
    expect(await post(`/pusher/auth?${form.toString()}`, '')).toEqual([200, { auth }])
  })

  it('reads a Request object', async () => {
    const request = new Request('https://app.test/pusher/auth', {
      method: 'POST',
      body: new URLSearchParams({ socket_id: '1.2', channel_name: 'private-a' }),
      headers: { Authorization: 'Bearer secret' },
    })
    const tokens: unknown[] = []
    mock.authorize(({ token }) => {
      tokens.push(token)
      return true
    })
    expect((await mock.fetch(request)).status).toBe(200)
    expect(tokens).toEqual(['secret'])
  })

  it('answers a batch channel by channel', async () => {
    mock.authorize(({ channelName }) => channelName !== 'private-b')
    const body = { socket_id: '1.2', channel_names: ['private-a', 'private-b'] }
    expect(await post('/api/v1/pusher/auth/batch', body)).toEqual([
      200,
      {
        channels: {
          'private-a': { status: 200, data: { auth: signChannel(mock.app, '1.2', 'private-a') } },
          'private-b': { status: 403, error: 'Forbidden' },
        },
      },
    ])
  })

  it('refuses to sign an illegal socket id', async () => {
    expect(await post('/pusher/auth', { socket_id: '1', channel_name: 'private-a' })).toMatchObject([400, {}])
  })

  it('triggers, with a receipt for persisted channels', async () => {
    const body = { channel: 'logs', event: 'log', data: { text: 'x' } }
    const numbers = { seq: 1, epoch: 'mock-1' }
    expect(await post('/api/v1/realtime/trigger', body)).toMatchObject([
      200,
      { id: 'receipt-1', ...numbers, channels: { logs: numbers } },
    ])
    expect(await post('/api/v1/realtime/trigger', { ...body, event: 'nope' })).toMatchObject([400, {}])
  })

  it('takes messages, with a receipt', async () => {
    const body = { message_type: 'log', payload: { text: 'x' }, channel: 'logs' }
    expect(await post('/api/v1/pusher/message', body)).toMatchObject([
      200,
      { id: 'receipt-1', seq: 1, epoch: 'mock-1', accepted_at: expect.any(String) as string },
    ])
  })

  it('triggers a batch, with a receipt for each', async () => {
    const event = { channel: 'logs', event: 'log', data: {} }
    const [status, body] = await post('/api/v1/realtime/trigger/batch', { batch: [event, event] })
    expect([status, body]).toMatchObject([200, { results: [{ seq: 1 }, { seq: 2 }] }])
  })

  it('knows requests at paths of the app’s own choosing by their fields', async () => {
    const socket = { socket_id: '1.2' }
    const answers = await Promise.all([
      post('/mine/a', { ...socket, channel_name: 'private-a' }),
      post('/mine/b', { ...socket, channel_names: ['private-a'] }),
      post('/mine/c', { channel: 'logs', event: 'log', data: {} }),
      post('/mine/d', { channel: 'logs', message_type: 'log', payload: {} }),
      post('/mine/e', { batch: [] }),
      post('/mine/f', socket),
    ])
    expect(answers).toMatchObject([
      [200, { auth: expect.any(String) as string }],
      [200, { channels: { 'private-a': { status: 200 } } }],
      [200, { seq: 1 }],
      [200, { seq: 2 }],
      [200, { results: [] }],
      [200, { user_data: expect.any(String) as string }],
    ])
  })

  it('names the active backend', async () => {
    const response = await mock.fetch('/api/v1/pusher/status')
    expect(await response.json()).toEqual({ active: mock.app.key })
  })

  it('answers 404 elsewhere and honours an abort', async () => {
    expect((await mock.fetch('/nowhere')).status).toBe(404)
    await expect(mock.fetch('/pusher/auth', { signal: AbortSignal.abort() })).rejects.toThrow('abort')
  })

  it('pages through the history in both directions', async () => {
    for (let n = 1; n <= 5; n++) mock.trigger('logs', 'log', { n })
    expect(await page('after=0&limit=2')).toEqual([[1, 2], 2, true])
    expect(await page('after=3')).toEqual([[4, 5], 5, false])
    expect(await page('before=9007199254740991&limit=2')).toEqual([[4, 5], 4, true])
    expect(await page('before=3')).toEqual([[1, 2], 1, false])
    expect(await page('after=1&before=4')).toEqual([[2, 3], 3, false])
    expect(await page('event=other')).toEqual([[], 5, false])
  })

  it('hands messages to the handlers of the app’s server', async () => {
    const server = createMockPusher({
      user: { id: 'ada' },
      messages: {
        answer: ({ user, payload, publish }) => {
          if (payload === 'late') return { status: 409, error: 'too late' }
          publish('scores', { [user.id]: 10 })
          return undefined
        },
      },
    })
    const send = async (messageType: string, payload: unknown) => {
      const body = JSON.stringify({ message_type: messageType, payload, channel: 'quiz' })
      const response = await server.fetch('/api/v1/pusher/message', { method: 'POST', body })
      return [response.status, await response.json()]
    }
    server.client().subscribe('quiz')
    await server.subscribed('quiz')
    expect(await send('answer', 'in time')).toMatchObject([200, { id: 'receipt-1', seq: null }])
    await server.settled()
    expect(server.frames.at(-1)).toMatchObject({ event: 'scores', data: { ada: 10 } })
    expect(await send('answer', 'late')).toEqual([409, { error: 'too late' }])
    expect(await send('toString', {})).toMatchObject([400, { error: expect.stringContaining('answer') }])
    server.dispose()
  })
})
