import Pusher from 'pusher'
import { describe, expect, it } from 'vitest'
import { devTokens, embedded } from 'react-pusher-kit/server'
import { type RawClient, RawWire } from '../../../protocol/raw-wire.ts'
import { app, bodyOf, demoServer, socketId } from '../../demo-server.ts'

const path = '/api/v1/pusher/user-auth'

describe('POST /api/v1/pusher/user-auth', () => {
  it('signs as the official library does, with info and watchlist of the session', async () => {
    const user = { id: '42', info: { name: 'Ada' }, watchlist: ['7', '8'] }
    const { post } = demoServer({ authenticate: devTokens({ 'token-42': user }) })
    const answer = await bodyOf(await post(path, { socket_id: socketId, user_data: '{"id":"1"}' }))
    const official = new Pusher({ appId: app.id, key: app.key, secret: app.secret, cluster: 'eu' })
    const userData = { id: '42', user_info: { name: 'Ada' }, watchlist: ['7', '8'] }
    expect(answer).toEqual(official.authenticateUser(socketId, userData))
  })

  it.each(['1', '1.2::user::{"id":"1"}', '1.2\n', '', undefined])(
    'signs nothing for the socket id %j',
    async (id) => {
      const { post } = demoServer()
      const response = await post(path, { socket_id: id })
      expect(response.status).toBe(400)
      expect(await response.text()).not.toMatch(/[0-9a-f]{64}/)
    },
  )

  it('answers 401 to nobody', async () => {
    const { post } = demoServer()
    expect((await post(path, { socket_id: socketId }, { token: null })).status).toBe(401)
  })
})

describe('the limit of connections on the embedded hub', () => {
  it('ends the oldest connection of a user, and leaves those of others', async () => {
    const wire = new RawWire()
    const { post } = demoServer({
      broadcaster: embedded({ hub: wire.hub, app: wire.app }),
      limits: { connectionsPerUser: 2 },
    })
    const clients: RawClient[] = []
    for (const token of ['token-42', 'token-guest', 'token-42', 'token-42']) {
      const client = wire.connect()
      clients.push(client)
      const data = await bodyOf(await post(path, { socket_id: client.socketId }, { token }))
      client.say({ event: 'pusher:signin', data })
      expect(client.take()).toContainEqual(expect.objectContaining({ event: 'pusher:signin_success' }))
    }
    expect(clients.map(({ closed }) => closed?.code)).toEqual([4009, undefined, undefined, undefined])
  })
})

describe('the limit of connections', () => {
  const { endOldestConnections: _, ...pusherLike } = embedded({ app })
  const signIn = (post: ReturnType<typeof demoServer>['post'], id: string, token = 'token-42') =>
    post(path, { socket_id: id }, { token })

  it('is held by a backend that ends the oldest connections: 20 when nothing is set', async () => {
    const ended: [string, number][] = []
    const hub = {
      ...pusherLike,
      endOldestConnections: async (userId: string, keep: number) => void ended.push([userId, keep]),
    }
    const standard = demoServer({ broadcaster: hub })
    expect((await signIn(standard.post, '1.1')).status).toBe(200)
    const limited = demoServer({ broadcaster: hub, limits: { connectionsPerUser: 2 } })
    for (let i = 0; i < 30; i++) expect((await signIn(limited.post, `1.${i}`)).status).toBe(200)
    expect(ended).toHaveLength(31)
    expect([...new Set(ended.map(String))]).toEqual(['42,20', '42,2'])
  })

  it('is asked of the backend that the client names, and of nobody who is refused', async () => {
    const ended: string[] = []
    const fallback = {
      ...pusherLike,
      name: 'hub',
      key: 'hub-key',
      endOldestConnections: (userId: string) => void ended.push(userId),
    }
    const { post } = demoServer({
      broadcaster: { primary: pusherLike, fallbacks: [fallback] },
      limits: { connectionsPerUser: 1 },
    })
    expect((await post(path, { socket_id: '1.1', backend: 'hub' })).status).toBe(200)
    expect((await post(path, { socket_id: 'x', backend: 'hub' })).status).toBe(400)
    expect((await post(path, { socket_id: '1.2', backend: 'hub' }, { token: null })).status).toBe(401)
    expect(ended).toEqual(['42'])
  })

  it('is off by default at a backend that cannot end one connection', async () => {
    const terminated: string[] = []
    const { post } = demoServer({
      broadcaster: { ...pusherLike, terminateUser: async (userId) => void terminated.push(userId) },
    })
    for (let i = 0; i < 100; i++) expect((await signIn(post, `1.${i}`)).status).toBe(200)
    expect(terminated).toEqual([])
  })

  it('refuses sign-ins above it at such a backend, and ends nothing', async () => {
    let now = Date.UTC(2026, 0, 1)
    const terminated: string[] = []
    const { post } = demoServer({
      now: () => now,
      limits: { connectionsPerUser: 2 },
      broadcaster: { ...pusherLike, terminateUser: async (userId) => void terminated.push(userId) },
    })
    expect((await signIn(post, '1.1')).status).toBe(200)
    now += 60_000
    expect((await signIn(post, '1.2')).status).toBe(200)
    expect((await signIn(post, '1.2')).status).toBe(200)
    const refused = await signIn(post, '1.3')
    expect(refused.status).toBe(403)
    expect(refused.headers.get('retry-after')).toBe('3540')
    const answer = await bodyOf(refused)
    expect(answer).toMatchObject({ code: 'too_many_connections', field: 'socket_id' })
    expect(JSON.stringify(answer)).not.toMatch(/[0-9a-f]{64}/)
    expect((await signIn(post, '1.3', 'token-guest')).status).toBe(200)
    for (let i = 0; i < 50; i++) expect((await signIn(post, `2.${i}`)).status).toBe(403)
    expect(terminated).toEqual([])
    now += 59 * 60_000 + 1
    expect((await signIn(post, '1.3')).status).toBe(200)
    expect((await signIn(post, '1.4')).status).toBe(403)
  })

  it('forgets sign-ins of a clock that was wrong', async () => {
    let now = Date.UTC(2036, 0, 1)
    const { post } = demoServer({
      now: () => now,
      broadcaster: pusherLike,
      limits: { connectionsPerUser: 1 },
    })
    expect((await signIn(post, '1.1')).status).toBe(200)
    expect((await signIn(post, '1.2')).status).toBe(403)
    now = Date.UTC(2026, 0, 1)
    expect((await signIn(post, '1.2')).status).toBe(200)
  })

  it.each([0, -1, 1.5, Number.NaN])('is refused when it is %s', (connectionsPerUser) => {
    expect(() => demoServer({ limits: { connectionsPerUser } })).toThrow(/limits\.connectionsPerUser/)
  })
})
