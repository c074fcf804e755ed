import { describe, expect, it } from 'vitest'
import { bodyOf, demoServer } from '../demo-server.ts'

const path = '/api/v1/pusher/auth'
const socketId = '1.2'
const ada = { id: '42', info: { name: 'Ada' } }

describe('server.authorizeChannel', () => {
  it.each(['private-user-42', 'presence-room-1', 'private-encrypted-a'])(
    'answers for %s what the route answers',
    async (channel) => {
      const { server, post } = demoServer()
      const answer = await bodyOf(await post(path, { socket_id: socketId, channel_name: channel }))
      expect(answer).toHaveProperty('auth')
      expect(await server.authorizeChannel({ socketId, channel, user: ada })).toEqual(answer)
    },
  )

  it.each([
    ['a channel that the policy denies', { channel: 'private-user-43' }, 403, 'forbidden', 'channel_name'],
    ['a channel without a policy', { channel: 'private-other' }, 403, 'forbidden', 'channel_name'],
    ['a public channel', { channel: 'public-a' }, 400, 'invalid_field', 'channel_name'],
    ['a crafted channel', { channel: ':user::{}' }, 400, 'invalid_field', 'channel_name'],
    ['a crafted socket id', { socketId: '1.2:private-x' }, 400, 'invalid_field', 'socket_id'],
    ['a backend that is not there', { backend: 'nobody' }, 400, 'invalid_field', 'backend'],
  ])('refuses %s', async (_, wrong, status, code, field) => {
    const { server } = demoServer()
    const request = { socketId, channel: 'private-user-42', user: ada, ...wrong }
    await expect(server.authorizeChannel(request)).rejects.toMatchObject({
      name: 'HttpError',
      status,
      code,
      field,
    })
  })

  it('signs for the backend that the client is on', async () => {
    const { server } = demoServer()
    const request = { socketId, channel: 'private-user-42', user: ada }
    const byName = await server.authorizeChannel({ ...request, backend: 'embedded' })
    expect(byName).toEqual(await server.authorizeChannel(request))
  })
})
