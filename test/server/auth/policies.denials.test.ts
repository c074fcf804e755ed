import { describe, expect, it } from 'vitest'
import { bodyOf, demoServer, socketId } from '../demo-server.ts'

interface Line {
  level: string
  message: string
  fields: Readonly<Record<string, unknown>>
}

function deniedServer(options: Parameters<typeof demoServer>[0] = {}) {
  const lines: Line[] = []
  const demo = demoServer({
    ...options,
    log: (level, message, fields = {}) => lines.push({ level, message, fields }),
  })
  return { ...demo, denials: () => lines.filter(({ message }) => message === 'denied') }
}

const auth = '/api/v1/pusher/auth'
const trigger = '/api/v1/realtime/trigger'
const ask = (channel: string) => ({ socket_id: socketId, channel_name: channel })

describe('a denied request', () => {
  it('is logged with the user, the channel and the policy that said no', async () => {
    const { post, request, denials } = deniedServer()
    await post(auth, ask('private-user-43'))
    await post(auth, ask('private-notes'))
    await post(auth, ask('presence-lobby'))
    await post(trigger, { channel: 'presence-room-1', event: 'x', data: { secret: 's' } })
    await post(trigger, { channel: 'private-user-42', event: 'forbidden', data: { secret: 's' } })
    await request('/api/v1/channels/private-user-43/events')
    const user = '42'
    expect(denials()).toEqual([
      {
        level: 'warn',
        message: 'denied',
        fields: {
          user,
          action: 'subscribe',
          channel: 'private-user-43',
          policy: 'private-user-{userId}',
          reason: '`subscribe` of the policy `private-user-{userId}` returned false',
        },
      },
      {
        level: 'warn',
        message: 'denied',
        fields: {
          user,
          action: 'subscribe',
          channel: 'private-notes',
          policy: null,
          reason: '`authorize` has no policy for this channel',
        },
      },
      expect.objectContaining({
        fields: expect.objectContaining({ channel: 'presence-lobby', policy: null }) as unknown,
      }),
      {
        level: 'warn',
        message: 'denied',
        fields: {
          user,
          action: 'publish',
          channel: 'presence-room-1',
          event: 'x',
          policy: 'presence-room-{roomId}',
          reason: 'the policy `presence-room-{roomId}` has no `publish`',
        },
      },
      expect.objectContaining({
        fields: expect.objectContaining({
          event: 'forbidden',
          reason: '`publish` of the policy `private-user-{userId}` returned false',
        }) as unknown,
      }),
      expect.objectContaining({ fields: expect.objectContaining({ action: 'history' }) as unknown }),
    ])
    expect(JSON.stringify(denials())).not.toContain('secret')
  })

  it('is logged for each channel of a batch, and for authorizeChannel', async () => {
    const { post, server, denials } = deniedServer()
    const channels = ['private-user-43', 'private-user-42', 'private-notes']
    await post('/api/v1/pusher/auth/batch', { socket_id: socketId, channel_names: channels })
    await server.authorizeChannel({ socketId, channel: 'private-user-9', user: { id: 'x' } }).catch(() => {})
    expect(denials().map(({ fields }) => [fields['user'], fields['channel']])).toEqual([
      ['42', 'private-user-43'],
      ['42', 'private-notes'],
      ['x', 'private-user-9'],
    ])
  })

  it('says nothing of the policies in the answer', async () => {
    const { post } = deniedServer()
    const response = await post(auth, ask('private-user-43'))
    expect(response.status).toBe(403)
    const error = 'Expected a user who may subscribe to this channel.'
    expect(await bodyOf(response)).toEqual({ error, code: 'forbidden', field: 'channel_name' })
  })

  it('explains itself in the answer with explainDenials', async () => {
    const { post, request } = deniedServer({ explainDenials: true })
    const errorOf = async (response: Promise<Response>) => (await bodyOf(await response))['error']
    expect(await errorOf(post(auth, ask('private-user-43')))).toBe(
      'Expected a user who may subscribe to this channel, but user `42` may not subscribe to `private-user-43`: ' +
        '`subscribe` of the policy `private-user-{userId}` returned false.',
    )
    expect(await errorOf(post(trigger, { channel: 'private-notes', event: 'x', data: {} }))).toBe(
      'Expected a user who may publish this event in this channel, but user `42` may not publish `x` in `private-notes`: ' +
        '`authorize` has no policy for this channel.',
    )
    expect(await errorOf(request('/api/v1/channels/presence-room-1/events'))).toBe(
      "Expected a user who may read this channel's history, but user `42` may not read the history of `presence-room-1`: " +
        'the policy `presence-room-{roomId}` has no `history`.',
    )
  })

  it('tells a policy that answers something else than true or false', async () => {
    const authorize = { 'private-notes': () => 'yes' as unknown as boolean }
    const { post, denials } = deniedServer({ authorize })
    await post(auth, ask('private-notes'))
    expect(denials()).toMatchObject([
      {
        fields: {
          reason: '`subscribe` of the policy `private-notes` returned a string, where only true allows',
        },
      },
    ])
  })

  it.each([
    [
      'publish',
      { 'private-notes': { publish: () => 'yes' } },
      trigger,
      { channel: 'private-notes', event: 'x', data: {} },
    ],
    ['publish', { logs: { publish: async () => 1 } }, '/api/v1/logs', [{ text: 'a' }]],
    ['history', { logs: { history: () => ({}) } }, '/api/v1/channels/logs/events', undefined],
  ])('is one to %s, too, where only true allows', async (action, authorize, path, body) => {
    const { post, request, denials, observed } = deniedServer({ authorize: authorize as never })
    expect((await (body ? post(path, body) : request(path))).status).toBe(403)
    expect(denials()).toMatchObject([{ fields: { action } }])
    expect(observed.filter(({ type }) => type === 'published')).toEqual([])
  })

  it('is logged for the admin routes', async () => {
    const { request, denials } = deniedServer()
    await request('/admin/channels')
    expect(denials()).toMatchObject([{ fields: { user: '42', action: 'read', path: '/admin/channels' } }])
  })
})

describe('an unknown path', () => {
  it.each(['/', '/metrics', '/api/v1/pusher/nope', '/constructor', '/api/v1/pusher/message'])(
    'is 404 as JSON: GET %s',
    async (path) => {
      const { request } = deniedServer()
      const response = await request(path, { headers: { accept: 'text/html' } })
      expect(response.status).toBe(404)
      expect(response.headers.get('content-type')).toBe('application/json')
      expect(await bodyOf(response)).toEqual({ error: `There is no route GET ${path}.`, code: 'not_found' })
    },
  )
})
