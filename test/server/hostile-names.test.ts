import { describe, expect, it } from 'vitest'
import { defineChannels, matchChannel, type } from 'react-pusher-kit/channels'
import { bodyOf, demoServer } from './demo-server.ts'

const inherited = ['constructor', 'toString', 'valueOf', 'hasOwnProperty', '__proto__', '__defineGetter__']

describe('names that every object inherits', () => {
  it.each(inherited)('%s is an event that nobody declared', async (event) => {
    const { post, subscribe } = demoServer()
    const delivered = subscribe('public-news')
    const trigger = { channel: 'public-news', event, data: { text: 5 } }
    const response = await post('/api/v1/realtime/trigger', trigger)
    expect(response.status).toBe(200)
    expect(delivered).toEqual([{ event, data: { text: 5 } }])
  })

  it.each(inherited)('%s is numbered in a persisted channel, alone and in a batch', async (event) => {
    const { post, request } = demoServer()
    const trigger = { channel: 'private-user-42', event, data: { text: 'x' } }
    expect((await post('/api/v1/realtime/trigger', trigger)).status).toBe(200)
    expect((await post('/api/v1/realtime/trigger/batch', { batch: [trigger] })).status).toBe(200)
    const history = await bodyOf(await request('/api/v1/channels/private-user-42/events'))
    expect(history['events']).toMatchObject([
      { seq: 1, event },
      { seq: 2, event },
    ])
  })

  it.each(inherited)('%s is no message type of a server with handlers', async (name) => {
    const { post } = demoServer({ messages: { chat: () => null } })
    const message = { channel: 'private-user-42', message_type: name, payload: {} }
    const response = await post('/api/v1/pusher/message', message)
    expect(response.status).toBe(400)
    expect(await bodyOf(response)).toMatchObject({ field: 'message_type' })
  })

  it.each(inherited)('%s is a message type of a server without handlers', async (name) => {
    const { post } = demoServer()
    const message = { channel: 'private-user-42', message_type: name, payload: {} }
    expect((await post('/api/v1/pusher/message', message)).status).toBe(200)
  })

  it.each(inherited)('%s is a channel that nobody declared, and that no policy opens', async (name) => {
    const { post, request, server } = demoServer({ authorize: { logs: { publish: () => true } } })
    const trigger = { channel: name, event: 'note', data: {} }
    expect((await post('/api/v1/realtime/trigger', trigger)).status).toBe(403)
    expect((await request(`/api/v1/channels/${name}/events`)).status).toBe(403)
    expect(await server.publish(name, name, {})).toBeNull()
  })

  it.each(inherited)('%s is counted as any other event', async (event) => {
    const { server, request } = demoServer()
    server.track('public-news', event, event)
    const metrics = await bodyOf(await request('/api/v1/pusher/metrics', { token: 'token-admin' }))
    expect(metrics['events']).toMatchObject([{ event, count: 1, unique_users: 1 }])
  })

  it('are patterns, events, parameters and message types of their own when they are declared', async () => {
    const note = type<{ text: string }>()
    const declared = defineChannels({
      constructor: { events: { toString: note } },
      'private-{__proto__}': { events: {} },
    })
    expect(matchChannel(declared, 'constructor')?.pattern).toBe('constructor')
    const params = matchChannel(declared, 'private-x')?.params ?? {}
    expect(Object.entries(params)).toEqual([['__proto__', 'x']])
    expect(matchChannel(declared, 'toString')).toBeNull()
  })

  it('get no backend, token or metric range', async () => {
    const { post, request } = demoServer()
    for (const name of inherited) {
      const sign = { socket_id: '1.2', channel_name: 'private-user-42', backend: name }
      expect((await post('/pusher/auth', sign)).status).toBe(400)
      expect((await request('/api/v1/pusher/usage', { token: name })).status).toBe(401)
      const range = await request(`/api/v1/pusher/metrics?range=${name}`, { token: 'token-admin' })
      expect(range.status).toBe(400)
    }
  })
})
