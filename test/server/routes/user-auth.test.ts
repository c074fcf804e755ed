import Pusher from 'pusher'
import { describe, expect, it } from 'vitest'
import { devTokens } from 'react-pusher-kit/server'
import { app, bodyOf, demoServer, socketId } from '../demo-server.ts'

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

  it('ends the older connections when a user signs in on one too many', async () => {
    const { post, hub } = demoServer({ limits: { connectionsPerUser: 2 } })
    const closed: string[] = []
    const signIn = async (name: string) => {
      const connection = hub.connect(app.key, {
        send: () => {},
        close: () => closed.push(name),
      })
      const { auth, user_data } = await bodyOf(await post(path, { socket_id: connection.socketId }))
      connection.receive(JSON.stringify({ event: 'pusher:signin', data: { auth, user_data } }))
    }
    await signIn('first')
    await signIn('second')
    expect(closed).toEqual([])
    await signIn('third')
    expect(closed).toEqual(['first', 'second'])
  })
})
