import { describe, expect, it } from 'vitest'
import { bodyOf, demoServer } from '../../demo-server.ts'

const path = '/api/v1/pusher/message'
const message = { message_type: 'chat', payload: { text: 'hi' }, channel: 'private-user-42' }

describe('POST /api/v1/pusher/message', () => {
  it('publishes a message as an event of its type when there are no handlers', async () => {
    const { post, request } = demoServer()
    const answer = await bodyOf(await post(path, message))
    expect(answer).toEqual({
      id: expect.any(String) as string,
      seq: 1,
      epoch: expect.any(String) as string,
      accepted_at: expect.any(String) as string,
    })
    const history = await bodyOf(await request('/api/v1/channels/private-user-42/events'))
    expect(history['events']).toMatchObject([{ event: 'chat', data: { text: 'hi' } }])
  })

  it('hands a message to the handler of its type', async () => {
    const { post, request } = demoServer({
      messages: {
        chat: ({ user, payload, publish }) => publish('answer', { to: user.id, payload }),
        analytics: () => null,
      },
    })
    expect(await bodyOf(await post(path, message))).toMatchObject({ seq: 1 })
    expect(await bodyOf(await post(path, { ...message, message_type: 'analytics' }))).toMatchObject({
      seq: null,
    })
    const history = await bodyOf(await request('/api/v1/channels/private-user-42/events'))
    expect(history['events']).toMatchObject([
      { event: 'answer', data: { to: '42', payload: { text: 'hi' } } },
    ])
  })

  it.each([
    ['message_type', undefined],
    ['message_type', 'unknown'],
    ['message_type', 'constructor'],
    ['message_type', '__proto__'],
    ['channel', 7],
    ['channel', 'a:b'],
    ['socket_id', 'x'],
  ])('refuses a message whose %s is %s', async (field, value) => {
    const { post } = demoServer({ messages: { chat: () => null } })
    const response = await post(path, { ...message, [field]: value })
    expect(response.status).toBe(400)
    expect(await bodyOf(response)).toMatchObject({ field })
  })

  it('asks the publish policy before the handler', async () => {
    let called = false
    const { post } = demoServer({ messages: { chat: () => void (called = true) } })
    expect((await post(path, { ...message, channel: 'private-user-43' })).status).toBe(403)
    expect((await post(path, message, { token: null })).status).toBe(401)
    expect(called).toBe(false)
  })

  it.each([undefined, null])('goes to the sender’s own channel when the channel is %s', async (channel) => {
    const { post, request } = demoServer()
    expect(await bodyOf(await post(path, { ...message, channel }))).toMatchObject({ seq: 1 })
    const history = await bodyOf(await request('/api/v1/channels/private-user-42/events'))
    expect(history['events']).toMatchObject([{ event: 'chat', data: { text: 'hi' } }])
  })

  it('names the remedy when the sender’s id cannot stand in a channel name', async () => {
    const { post } = demoServer({ authenticate: () => ({ id: 'auth0|7' }) })
    const response = await post(path, { message_type: 'chat', payload: {} })
    expect(response.status).toBe(400)
    const refusal = {
      code: 'invalid_field',
      field: 'channel',
      error: expect.stringContaining('private-user-') as string,
    }
    expect(await bodyOf(response)).toMatchObject(refusal)
  })

  it('asks the sender’s policy for what a handler publishes', async () => {
    const { post, request } = demoServer({
      messages: { chat: ({ publish }) => publish('forbidden', {}) },
    })
    const response = await post(path, message)
    expect(response.status).toBe(403)
    expect(await bodyOf(response)).toMatchObject({ code: 'forbidden', field: 'channel' })
    const history = await bodyOf(await request('/api/v1/channels/private-user-42/events'))
    expect(history['events']).toEqual([])
  })

  it('lets a handler publish in another channel, as far as the sender’s policy allows', async () => {
    const { post, subscribe } = demoServer({
      messages: {
        share: ({ payload, publish }) => publish('note', payload, { channel: 'public-news' }),
        leak: ({ payload, publish }) => publish('note', payload, { channel: 'private-user-43' }),
        break: ({ payload, publish }) => publish('note', payload, { channel: '#server-to-user-43' }),
      },
    })
    const delivered = subscribe('public-news')
    const share = { ...message, message_type: 'share' }
    expect((await post(path, share)).status).toBe(200)
    expect(delivered).toEqual([{ event: 'note', data: { text: 'hi' } }])
    expect((await post(path, { ...share, message_type: 'leak' })).status).toBe(403)
    expect((await post(path, { ...share, message_type: 'break' })).status).toBe(400)
  })

  it('shows nothing of a handler that throws', async () => {
    const { post } = demoServer({
      messages: {
        chat: () => {
          throw new Error('the password is 123')
        },
      },
    })
    const response = await post(path, message)
    expect(response.status).toBe(500)
    expect(await response.text()).not.toContain('password')
  })
})
