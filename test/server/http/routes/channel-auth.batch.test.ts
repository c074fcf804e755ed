import { describe, expect, it } from 'vitest'
import { bodyOf, demoServer, socketId } from '../../demo-server.ts'

const path = '/api/v1/pusher/auth/batch'

describe('POST /api/v1/pusher/auth/batch', () => {
  it('answers for each channel as the single route does', async () => {
    const { post } = demoServer()
    const names = [
      'private-user-42',
      'private-user-43',
      'presence-room-1',
      'bad name',
      '__proto__',
      'public-news',
    ]
    const answer = await bodyOf(await post(path, { socket_id: socketId, channel_names: names }))
    const channels = answer['channels'] as Record<string, { status: number; data?: unknown }>
    expect(Object.keys(channels).toSorted()).toEqual(names.toSorted())
    const statuses = names.map(
      (name) => Object.getOwnPropertyDescriptor(channels, name)?.value.status as number,
    )
    expect(statuses).toEqual([200, 403, 200, 400, 400, 400])
    const single = await post('/pusher/auth', { socket_id: socketId, channel_name: 'presence-room-1' })
    expect(channels['presence-room-1']?.data).toEqual(await bodyOf(single))
  })

  it.each([
    [{ socket_id: 'x', channel_names: ['private-user-42'] }, 400, 'socket_id'],
    [{ socket_id: socketId }, 400, 'channel_names'],
    [{ socket_id: socketId, channel_names: [] }, 400, 'channel_names'],
    [{ socket_id: socketId, channel_names: [5] }, 400, 'channel_names'],
    [{ socket_id: socketId, channel_names: Array.from({ length: 51 }, () => 'a') }, 413, 'channel_names'],
  ])('refuses %j', async (body, status, field) => {
    const { post } = demoServer()
    const response = await post(path, body)
    expect(response.status).toBe(status)
    expect(await bodyOf(response)).toMatchObject({ field })
  })

  it('answers 401 to nobody', async () => {
    const { post } = demoServer()
    expect((await post(path, { socket_id: socketId, channel_names: ['a'] }, { token: null })).status).toBe(
      401,
    )
  })
})
