import { beforeEach, describe, expect, it } from 'vitest'
import type { RawClient, RawWire } from '../raw-wire.ts'
import { wireWithClient } from '../wire-with-client.ts'

let wire: RawWire
let client: RawClient

beforeEach(() => {
  ;({ wire, client } = wireWithClient())
})

describe('pusher:signin', () => {
  it('answers with the user data as it was signed', () => {
    client.signIn({ id: 'ada' })
    expect(client.take()).toEqual([{ event: 'pusher:signin_success', data: { user_data: '{"id":"ada"}' } }])
  })

  it('ends the connection with 4009 when the signature is wrong', () => {
    client.signIn({ id: 'ada' }, 'key:wrong')
    expect(client.take()).toMatchObject([{ event: 'pusher:error', data: { code: 4009 } }])
    expect(client.closed).toMatchObject({ code: 4009 })
    expect(wire.hub.size().connections).toBe(0)
  })

  it.each([{ id: 7 }, { id: '' }, { id: 'a'.repeat(129) }, {}, [], 'ada'])('refuses the user %j', (user) => {
    client.signIn(user)
    expect(client.take()).toMatchObject([
      { event: 'pusher:error', data: { message: expect.stringContaining('Invalid user_data') as string } },
    ])
  })

  it('does not change the user of a connection', () => {
    client.signIn({ id: 'ada' })
    client.take()
    client.signIn({ id: 'bob' })
    expect(client.take()).toMatchObject([{ event: 'pusher:error' }])
    expect(wire.hub.connections(wire.app.id)).toMatchObject([{ userId: 'ada' }])
  })
})

describe("a user's own channel", () => {
  it('carries what is sent to the user, on every signed-in connection', () => {
    const tab = wire.connect()
    for (const each of [client, tab]) {
      each.signIn({ id: 'ada' })
      each.say({ event: 'pusher:subscribe', data: { channel: '#server-to-user-ada' } })
      each.take()
    }
    wire.hub.sendToUser(wire.app.id, 'ada', 'hello', '{"x":1}')
    const expected = [{ event: 'hello', channel: '#server-to-user-ada', data: { x: 1 } }]
    expect(client.take()).toEqual(expected)
    expect(tab.take()).toEqual(expected)
  })

  it.each(['', 'a'.repeat(129)])('takes nothing for a user whose id cannot be one: "%s"', (id) => {
    expect(() => wire.hub.sendToUser(wire.app.id, id, 'hello', '1')).toThrow(/^Invalid channel name/)
    const body = { name: 'hello', channel: `#server-to-user-${id}`, data: '1' }
    expect(wire.call('POST', '/events', { body }).status).toBe(400)
  })

  it('may be subscribed to again, as pusher-js does at a second sign-in', () => {
    client.signIn({ id: 'ada' })
    client.take()
    for (let i = 0; i < 2; i++) {
      client.say({ event: 'pusher:subscribe', data: { channel: '#server-to-user-ada' } })
      expect(client.take().map(({ event }) => event)).toEqual(['pusher_internal:subscription_succeeded'])
    }
    expect(wire.hub.size().subscriptions).toBe(1)
  })

  it('is closed to every other user', () => {
    client.signIn({ id: 'bob' })
    client.take()
    client.say({ event: 'pusher:subscribe', data: { channel: '#server-to-user-ada' } })
    expect(client.take()).toMatchObject([{ event: 'pusher:error' }])
  })
})

describe('a watchlist', () => {
  it('tells who is online and offline at sign-in, and every change from then on', () => {
    const bob = wire.connect()
    bob.signIn({ id: 'bob' })
    client.signIn({ id: 'ada', watchlist: ['bob', 'carol'] })
    expect(client.take()[1]).toEqual({
      event: 'pusher_internal:watchlist_events',
      data: {
        events: [
          { name: 'online', user_ids: ['bob'] },
          { name: 'offline', user_ids: ['carol'] },
        ],
      },
    })
    const tab = wire.connect()
    tab.signIn({ id: 'bob' })
    bob.leave()
    expect(client.take()).toEqual([])
    tab.leave()
    expect(client.take()).toEqual([
      {
        event: 'pusher_internal:watchlist_events',
        data: { events: [{ name: 'offline', user_ids: ['bob'] }] },
      },
    ])
    wire.connect().signIn({ id: 'carol' })
    expect(client.take()).toMatchObject([{ data: { events: [{ name: 'online', user_ids: ['carol'] }] } }])
  })

  it('is cut at 100 users with 4302 as a message', () => {
    const watchlist = Array.from({ length: 101 }, (_, index) => `u${index}`)
    client.signIn({ id: 'ada', watchlist })
    expect(client.take().map(({ event, data }) => [event, (data as { code?: number }).code])).toEqual([
      ['pusher:error', 4302],
      ['pusher:signin_success', undefined],
      ['pusher_internal:watchlist_events', undefined],
    ])
    wire.connect().signIn({ id: 'u100' })
    expect(client.take()).toEqual([])
    expect(client.closed).toBeNull()
  })
})

describe('terminateUser', () => {
  it('closes every connection of the user with 4009, and nobody else', () => {
    const tab = wire.connect()
    const bob = wire.connect()
    client.signIn({ id: 'ada' })
    tab.signIn({ id: 'ada' })
    bob.signIn({ id: 'bob' })
    expect(wire.call('POST', '/users/ada/terminate_connections', { body: {} }).status).toBe(200)
    expect([client, tab, bob].map(({ closed }) => closed?.code)).toEqual([4009, 4009, undefined])
  })
})

describe('endOldestConnections', () => {
  const signedIn = (id: string): RawClient => {
    const each = wire.connect()
    each.signIn({ id })
    return each
  }

  it('closes the first sign-ins with 4009 and keeps the newest, and nobody else', () => {
    const ada = Array.from({ length: 4 }, () => signedIn('ada'))
    const bob = signedIn('bob')
    wire.hub.endOldestConnections('3', 'ada', 2)
    expect(ada.map(({ closed }) => closed?.code)).toEqual([4009, 4009, undefined, undefined])
    expect(bob.closed).toBeNull()
    expect(wire.hub.size().users).toBe(2)
  })

  it('holds at the sign-in that comes after it, so that there are never more', () => {
    const [first, second] = [signedIn('ada'), signedIn('ada')]
    wire.hub.endOldestConnections('3', 'ada', 2)
    expect(first.closed).toBeNull()
    const third = signedIn('ada')
    expect([first, second, third].map(({ closed }) => closed?.code)).toEqual([4009, undefined, undefined])
    const fourth = signedIn('ada')
    expect([second, third, fourth].map(({ closed }) => closed?.code)).toEqual([4009, undefined, undefined])
  })

  it('ends when the user is offline', () => {
    const first = signedIn('ada')
    wire.hub.endOldestConnections('3', 'ada', 1)
    first.leave()
    const both = [signedIn('ada'), signedIn('ada')]
    expect(both.map(({ closed }) => closed)).toEqual([null, null])
  })

  it('counts open connections, not sign-ins: twenty reconnects of one end no other', () => {
    const laptop = signedIn('ada')
    for (let i = 0; i < 20; i++) {
      wire.hub.endOldestConnections('3', 'ada', 20)
      const phone = signedIn('ada')
      phone.signIn({ id: 'ada' })
      phone.leave()
    }
    expect(laptop.closed).toBeNull()
  })
})
