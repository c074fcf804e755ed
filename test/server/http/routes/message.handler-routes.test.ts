import { describe, expect, it } from 'vitest'
import { createPusherServer } from 'react-pusher-kit/server'
import type { ClientMessage, MessageHandlers } from 'react-pusher-kit/server'
import { bodyOf, demoServer } from '../../demo-server.ts'

const path = '/api/v1/pusher/environment/create'
const messages: MessageHandlers = {
  create_environment: {
    route: '/environment/create',
    handle: ({ payload, publish }) => publish('environment.created', payload),
  },
  chat: ({ publish, payload }) => publish('chat', payload),
}

/** A server whose handler keeps what it is called with. */
function recordingServer() {
  const calls: ClientMessage[] = []
  const handle = (message: ClientMessage) => void calls.push(message)
  return {
    calls,
    ...demoServer({ messages: { create_environment: { route: '/environment/create', handle } } }),
  }
}

describe('a message handler with a route of its own', () => {
  it('gets the body as its payload, in the sender’s own channel', async () => {
    const { post, request } = demoServer({ messages })
    const response = await post(path, { name: 'staging' })
    expect(response.status).toBe(200)
    expect(await bodyOf(response)).toMatchObject({ seq: 1, accepted_at: expect.any(String) as string })
    const history = await bodyOf(await request('/api/v1/channels/private-user-42/events'))
    expect(history['events']).toMatchObject([{ event: 'environment.created', data: { name: 'staging' } }])
  })

  it('is called with its own type, whatever the body says', async () => {
    const { calls, post } = recordingServer()
    await post(path, { message_type: 'other', name: 'x' })
    expect(calls).toMatchObject([
      {
        type: 'create_environment',
        channel: 'private-user-42',
        payload: { message_type: 'other', name: 'x' },
      },
    ])
  })

  it('takes a request without a body', async () => {
    const { calls, request } = recordingServer()
    expect((await request(path, { method: 'POST' })).status).toBe(200)
    expect(calls).toMatchObject([{ payload: {} }])
  })

  it('is still called by POST /api/v1/pusher/message with its type', async () => {
    const { calls, post } = recordingServer()
    const message = { message_type: 'create_environment', payload: { name: 'x' }, channel: 'private-user-42' }
    expect((await post('/api/v1/pusher/message', message)).status).toBe(200)
    expect(calls).toMatchObject([{ type: 'create_environment', payload: { name: 'x' } }])
  })

  it('moves with the base path', async () => {
    const { post } = demoServer({ messages, basePath: '/realtime' })
    expect((await post('/realtime/pusher/environment/create', {})).status).toBe(200)
    expect((await post(path, {})).status).toBe(404)
  })

  it('asks for a user, and their policy for the channel that the body names', async () => {
    const { calls, post } = recordingServer()
    expect((await post(path, {}, { token: null })).status).toBe(401)
    expect((await post(path, { channel: 'private-user-43' })).status).toBe(403)
    expect((await post(path, { channel: 'a:b' })).status).toBe(400)
    expect((await post(path, { socket_id: 'x' })).status).toBe(400)
    expect((await post(path, [{}])).status).toBe(400)
    expect(calls).toEqual([])
    expect((await post(path, { channel: 'public-news' })).status).toBe(200)
    expect(calls).toMatchObject([{ channel: 'public-news' }])
  })

  it('runs once for its idempotency key', async () => {
    const { calls, post } = recordingServer()
    const init = { headers: { 'idempotency-key': 'k' } }
    const first = await bodyOf(await post(path, { name: 'x' }, init))
    expect(await bodyOf(await post(path, { name: 'x' }, init))).toEqual(first)
    expect(calls).toHaveLength(1)
    expect((await post(path, { name: 'y' }, init)).status).toBe(409)
  })

  it('answers other methods with 404', async () => {
    const { request } = demoServer({ messages })
    const response = await request(path)
    expect(response.status).toBe(404)
    expect(await bodyOf(response)).toMatchObject({ code: 'not_found' })
  })
})

describe('message handlers at the start of the server', () => {
  const handle = () => null
  const start = (handlers: unknown) => () =>
    createPusherServer({
      authenticate: () => null,
      broadcaster: null,
      messages: handlers as MessageHandlers,
    })

  it.each([
    '/auth',
    '/auth/batch',
    '/user-auth',
    '/message',
    '/webhook',
    '/status',
    '/usage',
    '/metrics',
  ] as const)('refuse the kit’s own route %s', (route) => {
    expect(start({ mine: { route, handle } })).toThrow(`messages.mine.route\` to be free but \`${route}\``)
  })

  it('refuse a route that two of them name', () => {
    const handlers = { first: { route: '/sync', handle }, second: { route: '/sync', handle } }
    expect(start(handlers)).toThrow(
      'messages.second.route` to be free but `/sync` is that of `messages.first`',
    )
  })

  it.each(['sync', '/', '/a//b', '/a/', '/:id', '/*', '/a b', '/../auth', '/./auth', '/%61uth', '', 7, null])(
    'refuse the route %j',
    (route) => {
      expect(start({ mine: { route, handle } })).toThrow('`messages.mine.route` to be a path')
    },
  )

  it.each([null, 7, 'x', {}, { route: '/sync' }, { route: '/sync', handle: 7 }])(
    'refuse %j in place of a handler',
    (handler) => {
      expect(start({ mine: handler })).toThrow('`messages.mine` to be a function or `{ route, handle }`')
    },
  )
})
