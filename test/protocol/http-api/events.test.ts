import { beforeEach, describe, expect, it } from 'vitest'
import { RawWire, type RawClient } from '../raw-wire.ts'
import { wireWithSubscriber } from '../wire-with-client.ts'

let wire: RawWire
let client: RawClient

beforeEach(() => {
  ;({ wire, client } = wireWithSubscriber())
})

const event = (fields: object = {}): object => ({
  name: 'e',
  channels: ['private-a'],
  data: '{"x":1}',
  ...fields,
})
const json = ({ body }: { body: string }): unknown => JSON.parse(body)

describe('POST /events', () => {
  it('delivers to the subscribers and answers an empty object', () => {
    const response = wire.call('POST', '/events', { body: event() })
    expect(response).toEqual({ status: 200, contentType: 'application/json', body: '{}' })
    expect(client.take()).toEqual([{ event: 'e', channel: 'private-a', data: { x: 1 } }])
  })

  it('leaves out the connection named by socket_id', () => {
    wire.call('POST', '/events', { body: event({ socket_id: client.socketId }) })
    expect(client.take()).toEqual([])
  })

  it('takes a single channel in place of the list', () => {
    wire.call('POST', '/events', { body: { name: 'e', channel: 'private-a', data: '1' } })
    expect(client.take()).toHaveLength(1)
  })

  it('delivers once to a channel named twice', () => {
    wire.call('POST', '/events', { body: event({ channels: ['private-a', 'private-a'] }) })
    expect(client.take()).toHaveLength(1)
  })

  it('answers the attributes asked for', () => {
    const body = event({
      channels: ['presence-room', 'presence-none'],
      info: 'user_count,subscription_count',
    })
    expect(json(wire.call('POST', '/events', { body }))).toEqual({
      channels: {
        'presence-room': { user_count: 1, subscription_count: 1 },
        'presence-none': { user_count: 0, subscription_count: 0 },
      },
    })
  })

  it('answers for mixed channels the attributes that each of them has', () => {
    const body = event({
      channels: ['private-a', 'presence-room', 'cache-news'],
      info: 'user_count,subscription_count,cache',
    })
    expect(json(wire.call('POST', '/events', { body }))).toEqual({
      channels: {
        'private-a': { subscription_count: 1 },
        'presence-room': { user_count: 1, subscription_count: 1 },
        'cache-news': { subscription_count: 0, cache: null },
      },
    })
    expect(client.take()).toHaveLength(2)
  })

  it('leaves the count of subscriptions out where the app does not count', () => {
    wire = new RawWire({ subscriptionCount: false })
    const body = event({ channels: ['logs', 'presence-room'], info: 'user_count,subscription_count' })
    expect(json(wire.call('POST', '/events', { body }))).toEqual({
      channels: { logs: {}, 'presence-room': { user_count: 0 } },
    })
  })

  it.each([
    ['a channel', { channel: 'private-a' }],
    ['a list as JSON', { channels: '["private-a","logs"]' }],
    ['one of a list', { 'channels[]': 'private-a' }],
  ])('takes its fields from the query string too, with %s', (_, channels) => {
    const params = { name: 'e', data: '{"x":1}', info: 'subscription_count', ...channels }
    const response = wire.callRaw('POST', '/events', '', params)
    expect(json(response)).toMatchObject({ channels: { 'private-a': { subscription_count: 1 } } })
    expect(client.take()).toEqual([{ event: 'e', channel: 'private-a', data: { x: 1 } }])
  })

  it('prefers the fields of the body, and leaves out the connection that the query names', () => {
    const params = { name: 'other', socket_id: client.socketId }
    expect(wire.call('POST', '/events', { body: event(), params }).status).toBe(200)
    expect(client.take()).toEqual([])
    wire.call('POST', '/events', { body: event(), params: { name: 'other' } })
    expect(client.take()).toMatchObject([{ event: 'e' }])
  })

  it.each([
    ['no name', event({ name: undefined }), 400],
    ['an empty name', event({ name: '' }), 400],
    ['a name of 201 characters', event({ name: 'a'.repeat(201) }), 400],
    ['a reserved name', event({ name: 'pusher_internal:member_added' }), 400],
    ['data that is no text', event({ data: {} }), 400],
    ['no channel', event({ channels: [] }), 400],
    ['channels that are no list', event({ channels: 'private-a' }), 400],
    ['101 channels', event({ channels: Array.from({ length: 101 }, (_, index) => `c${index}`) }), 400],
    ['an illegal channel', event({ channels: ['a b'] }), 400],
    ['an encrypted channel among others', event({ channels: ['private-encrypted-a', 'b'] }), 400],
    ['an illegal socket id', event({ socket_id: '1' }), 400],
    ['an unknown attribute', event({ info: 'colour' }), 400],
    ['a list', [], 400],
    ['10 241 bytes of data', event({ data: 'a'.repeat(10_241) }), 413],
  ])('refuses %s in plain text', (_, body, status) => {
    const response = wire.call('POST', '/events', { body })
    expect(response).toMatchObject({ status, contentType: 'text/plain' })
    expect(client.take()).toEqual([])
  })

  it('takes 100 channels, a name of 200 characters and 10 240 bytes', () => {
    const channels = Array.from({ length: 100 }, (_, index) => `c${index}`)
    const body = event({ channels, name: 'a'.repeat(200), data: 'a'.repeat(10_240) })
    expect(wire.call('POST', '/events', { body }).status).toBe(200)
  })
})

describe('POST /batch_events', () => {
  it('delivers each event and answers an empty object', () => {
    const batch = [
      { channel: 'private-a', name: 'one', data: '1' },
      { channel: 'presence-room', name: 'two', data: '2' },
    ]
    expect(json(wire.call('POST', '/batch_events', { body: { batch } }))).toEqual({})
    expect(client.take().map((frame) => frame.event)).toEqual(['one', 'two'])
  })

  it('answers attributes by index', () => {
    const batch = [
      { channel: 'private-a', name: 'one', data: '1' },
      { channel: 'presence-room', name: 'two', data: '2', info: 'user_count' },
    ]
    expect(json(wire.call('POST', '/batch_events', { body: { batch } }))).toEqual({
      batch: [{}, { user_count: 1 }],
    })
  })

  it('delivers nothing when one event is refused, and says which', () => {
    const batch = [
      { channel: 'private-a', name: 'one', data: '1' },
      { channel: 'private-a', name: 'two', data: 'a'.repeat(10_241) },
    ]
    const response = wire.call('POST', '/batch_events', { body: { batch } })
    expect(response).toMatchObject({
      status: 413,
      body: expect.stringContaining('Event 1 of the batch') as string,
    })
    expect(client.take()).toEqual([])
  })

  it.each([
    ['11 events', Array.from({ length: 11 }, () => ({ channel: 'a', name: 'e', data: '1' }))],
    ['no list', 'batch'],
    ['an event without channel', [{ name: 'e', data: '1' }]],
  ])('refuses %s', (_, batch) => {
    expect(wire.call('POST', '/batch_events', { body: { batch } }).status).toBe(400)
  })
})

describe('POST /channels/{channel}/events', () => {
  it('publishes the body, as the deprecated route did', () => {
    const params = { name: 'e' }
    expect(wire.call('POST', '/channels/private-a/events', { body: { x: 1 }, params }).status).toBe(202)
    expect(client.take()).toEqual([{ event: 'e', channel: 'private-a', data: { x: 1 } }])
  })
})
