import { describe, expect, it } from 'vitest'
import Pusher from 'pusher'
import { app, bodyOf, demoServer, socketId } from '../../demo-server.ts'

const path = '/api/v1/pusher/auth'
const official = new Pusher({ appId: app.id, key: app.key, secret: app.secret, cluster: 'eu' })

function form(channel: string, socket = socketId) {
  return new URLSearchParams({ socket_id: socket, channel_name: channel }).toString()
}

describe('POST /api/v1/pusher/auth', () => {
  it('signs as the official library does, for a form, JSON, the query string and the alias', async () => {
    const { request, post } = demoServer()
    const expected = official.authorizeChannel(socketId, 'private-user-42')
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    const answers = await Promise.all([
      request(path, { method: 'POST', body: form('private-user-42'), headers }),
      post(path, { socket_id: socketId, channel_name: 'private-user-42' }),
      request(`${path}?${form('private-user-42')}`, { method: 'POST' }),
      post('/pusher/auth', { socket_id: socketId, channel_name: 'private-user-42' }),
    ])
    for (const answer of answers) {
      expect(answer.status).toBe(200)
      expect(await bodyOf(answer)).toEqual(expected)
    }
  })

  it("puts the session's user into a presence channel, never the request's", async () => {
    const { post } = demoServer()
    const forged = { user_id: '1', user_info: { name: 'Eve' }, channel_data: '{"user_id":"1"}' }
    const body = { socket_id: socketId, channel_name: 'presence-room-1', ...forged }
    const answer = await bodyOf(await post(path, body))
    const expected = official.authorizeChannel(socketId, 'presence-room-1', {
      user_id: '42',
      user_info: { name: 'Ada' },
    })
    expect(answer).toEqual(expected)
  })

  it('gives the shared secret of an encrypted channel', async () => {
    const { post, masterKey } = demoServer()
    const answer = await bodyOf(
      await post(path, { socket_id: socketId, channel_name: 'private-encrypted-a' }),
    )
    const encrypting = new Pusher({
      appId: app.id,
      key: app.key,
      secret: app.secret,
      cluster: 'eu',
      encryptionMasterKeyBase64: masterKey,
    })
    expect(answer).toEqual(encrypting.authorizeChannel(socketId, 'private-encrypted-a'))
  })

  it.each([
    ['another user', 'private-user-43'],
    ['a channel without a policy', 'private-notes'],
    ['a channel that nobody declared', 'private-unknown'],
  ])('answers 403 for %s', async (_, channel) => {
    const { post } = demoServer()
    const response = await post(path, { socket_id: socketId, channel_name: channel })
    expect(response.status).toBe(403)
    expect(await response.text()).not.toMatch(/[0-9a-f]{64}/)
  })

  it.each([
    ['socket_id', '1'],
    ['socket_id', '1.2:private-user-43'],
    ['socket_id', '1.2\n'],
    ['socket_id', '1.2::user::{"id":"1"}'],
    ['socket_id', ['1.2']],
    ['channel_name', ':user::{"id":"1"}'],
    ['channel_name', 'private-user-42:{"user_id":"1"}'],
    ['channel_name', 'private-user-42\n'],
    ['channel_name', '#server-to-user-42'],
    ['channel_name', `private-user-${'4'.repeat(200)}`],
    ['channel_name', ''],
    ['channel_name', { toString: 'private-user-42' }],
    ['channel_name', 'public-news'],
  ])('signs nothing when %s is %j', async (field, value) => {
    const { post } = demoServer()
    const body = { socket_id: socketId, channel_name: 'private-user-42', [field]: value }
    const response = await post(path, body)
    expect(response.status).toBe(400)
    const answer = await bodyOf(response)
    expect(answer).toMatchObject({ field })
    expect(JSON.stringify(answer)).not.toMatch(/[0-9a-f]{64}/)
  })

  it('answers 401 without a token', async () => {
    const { post } = demoServer()
    const response = await post(
      path,
      { socket_id: socketId, channel_name: 'private-user-42' },
      { token: null },
    )
    expect(response.status).toBe(401)
  })

  it('answers 415 to other content types', async () => {
    const { post } = demoServer()
    const headers = { 'content-type': 'text/xml' }
    expect((await post(path, '<x/>', { headers })).status).toBe(415)
  })
})
