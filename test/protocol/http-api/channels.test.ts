import { beforeEach, describe, expect, it } from 'vitest'
import { RawWire, type RawClient } from '../raw-wire.ts'
import { wireWithSubscriber } from '../wire-with-client.ts'

let wire: RawWire
let client: RawClient

beforeEach(() => {
  ;({ wire, client } = wireWithSubscriber())
})
const json = ({ body }: { body: string }): unknown => JSON.parse(body)

describe('GET /channels', () => {
  it('lists the occupied channels, without the channels of users', () => {
    client.signIn({ id: 'ada' })
    client.say({ event: 'pusher:subscribe', data: { channel: '#server-to-user-ada' } })
    expect(json(wire.call('GET', '/channels'))).toEqual({
      channels: { 'private-a': {}, 'presence-room': {} },
    })
  })

  it('filters by prefix and counts the users of presence channels', () => {
    const params = { filter_by_prefix: 'presence-', info: 'user_count' }
    expect(json(wire.call('GET', '/channels', { params }))).toEqual({
      channels: { 'presence-room': { user_count: 1 } },
    })
  })

  it('counts users of presence channels only', () => {
    const response = wire.call('GET', '/channels', { params: { info: 'user_count' } })
    expect(response).toMatchObject({ status: 400, contentType: 'text/plain' })
  })

  it('refuses an unknown attribute', () => {
    expect(wire.call('GET', '/channels', { params: { info: 'colour' } }).status).toBe(400)
  })
})

describe('GET /channels/{channel}', () => {
  it('says whether it is occupied, with the attributes asked for', () => {
    expect(json(wire.call('GET', '/channels/nobody'))).toEqual({ occupied: false })
    const params = { info: 'user_count,subscription_count' }
    expect(json(wire.call('GET', '/channels/presence-room', { params }))).toEqual({
      occupied: true,
      user_count: 1,
      subscription_count: 1,
    })
  })

  it('gives the last event of a cache channel and the seconds it has left', () => {
    wire.hub.publish('3', { channels: ['cache-a'], event: 'e', data: '{"x":1}' })
    wire.clock.advance(60_000)
    expect(json(wire.call('GET', '/channels/cache-a', { params: { info: 'cache' } }))).toEqual({
      occupied: false,
      cache: { data: '{"x":1}', ttl: 1740 },
    })
  })

  it('gives null for a cache channel that holds no event', () => {
    expect(json(wire.call('GET', '/channels/cache-b', { params: { info: 'cache' } }))).toEqual({
      occupied: false,
      cache: null,
    })
  })

  it('refuses the cache of a channel that is no cache channel', () => {
    const response = wire.call('GET', '/channels/private-a', { params: { info: 'cache' } })
    expect(response).toMatchObject({ status: 400, contentType: 'text/plain' })
    expect(response.body).toContain('cache channel')
  })

  it('refuses user_count of a channel that has no users, and an illegal name', () => {
    expect(wire.call('GET', '/channels/private-a', { params: { info: 'user_count' } }).status).toBe(400)
    expect(wire.call('GET', '/channels/a%20b').status).toBe(400)
  })

  it('refuses subscription_count where the app does not count', () => {
    const quiet = new RawWire({ subscriptionCount: false })
    expect(quiet.call('GET', '/channels/a', { params: { info: 'subscription_count' } }).status).toBe(400)
  })
})

describe('GET /channels/{channel}/users', () => {
  it('lists the ids of the members', () => {
    expect(json(wire.call('GET', '/channels/presence-room/users'))).toEqual({ users: [{ id: 'ada' }] })
    expect(json(wire.call('GET', '/channels/presence-none/users'))).toEqual({ users: [] })
  })

  it('refuses a channel that has no users', () => {
    expect(wire.call('GET', '/channels/private-a/users').status).toBe(400)
  })
})
