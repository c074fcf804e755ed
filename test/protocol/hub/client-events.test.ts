import { beforeEach, describe, expect, it } from 'vitest'
import { RawWire, type RawClient } from '../raw-wire.ts'

let wire: RawWire
let ada: RawClient
let bob: RawClient

beforeEach(() => {
  wire = new RawWire()
  ada = wire.connect()
  bob = wire.connect()
  for (const client of [ada, bob]) client.subscribe('private-a')
  ada.take()
  bob.take()
})

const errors = (from: RawClient): unknown[] =>
  from
    .take()
    .filter(({ event }) => event === 'pusher:error')
    .map(({ data }) => data)

describe('a client event', () => {
  it('reaches the others and never its sender', () => {
    ada.say({ event: 'client-typing', channel: 'private-a', data: { on: true } })
    expect(bob.take()).toEqual([{ event: 'client-typing', channel: 'private-a', data: { on: true } }])
    expect(ada.take()).toEqual([])
  })

  it('carries the user_id on presence channels only', () => {
    ada.subscribe('presence-a', { member: { user_id: 'ada' } })
    bob.subscribe('presence-a', { member: { user_id: 'bob' } })
    bob.take()
    ada.say({ event: 'client-x', channel: 'presence-a', data: 1 })
    expect(bob.take()).toEqual([{ event: 'client-x', channel: 'presence-a', data: 1, user_id: 'ada' }])
  })

  it('cannot claim to come from another user', () => {
    ada.subscribe('presence-a', { member: { user_id: 'ada' } })
    bob.subscribe('presence-a', { member: { user_id: 'bob' } })
    bob.take()
    ada.say({ event: 'client-x', channel: 'presence-a', data: 1, user_id: 'bob' })
    expect(bob.take()).toMatchObject([{ user_id: 'ada' }])
  })

  it.each(['logs', 'cache-logs', '#server-to-user-ada'])('is rejected on %s', (channel) => {
    for (const client of [ada, bob]) {
      client.signIn({ id: 'ada' })
      client.say({ event: 'pusher:subscribe', data: { channel } })
      client.take()
    }
    ada.say({ event: 'client-x', channel, data: {} })
    expect(errors(ada)).toMatchObject([
      { code: null, message: expect.stringContaining('only supported') as string },
    ])
    expect(bob.take()).toEqual([])
  })

  it.each(['private-encrypted-a', 'private-encrypted-cache-a'])(
    'passes on %s as it was sealed',
    (channel) => {
      for (const client of [ada, bob]) client.subscribe(channel)
      bob.take()
      const data = { nonce: 'bm9uY2U=', ciphertext: 'Y2lwaGVydGV4dA==' }
      ada.say({ event: 'client-x', channel, data })
      expect(bob.take()).toEqual([{ event: 'client-x', channel, data }])
    },
  )

  it('is rejected from a connection that is not subscribed', () => {
    const carol = wire.connect()
    carol.take()
    carol.say({ event: 'client-x', channel: 'private-a', data: {} })
    expect(errors(carol)).toMatchObject([{ message: expect.stringContaining('not subscribed') as string }])
    expect(bob.take()).toEqual([])
  })

  it('is limited to ten a second and connection, by a message and not by a close', () => {
    for (let i = 0; i < 11; i++) ada.say({ event: 'client-x', channel: 'private-a', data: i })
    expect(bob.take()).toHaveLength(10)
    expect(errors(ada)).toMatchObject([{ code: 4301 }])
    expect(ada.closed).toBeNull()
    bob.say({ event: 'client-x', channel: 'private-a', data: 'bob has his own ten' })
    expect(ada.take()).toHaveLength(1)
    wire.clock.advance(1000)
    ada.say({ event: 'client-x', channel: 'private-a', data: 'again' })
    expect(bob.take()).toHaveLength(1)
  })

  it.each([-3_600_000, 3_600_000])('has the same limit when the clock is set by %d ms', (by) => {
    for (let i = 0; i < 10; i++) ada.say({ event: 'client-x', channel: 'private-a', data: i })
    wire.clock.set(by)
    ada.say({ event: 'client-x', channel: 'private-a', data: 'too fast' })
    expect(errors(ada)).toMatchObject([{ code: 4301 }])
    wire.clock.advance(1000)
    for (let i = 0; i < 10; i++) ada.say({ event: 'client-x', channel: 'private-a', data: i })
    expect(errors(ada)).toEqual([])
    expect(bob.take()).toHaveLength(20)
  })

  it('takes 10 240 bytes of data and not one more', () => {
    ada.say({ event: 'client-x', channel: 'private-a', data: 'a'.repeat(10_240) })
    expect(bob.take()).toHaveLength(1)
    ada.say({ event: 'client-x', channel: 'private-a', data: 'a'.repeat(10_241) })
    expect(bob.take()).toEqual([])
    expect(errors(ada)).toMatchObject([{ message: expect.stringContaining('10240 bytes') as string }])
  })

  it('takes a name of 200 characters and not one more', () => {
    ada.say({ event: `client-${'a'.repeat(193)}`, channel: 'private-a', data: 1 })
    expect(bob.take()).toHaveLength(1)
    ada.say({ event: `client-${'a'.repeat(194)}`, channel: 'private-a', data: 1 })
    expect(bob.take()).toEqual([])
  })

  it('is rejected when the app has client events switched off', () => {
    const strict = new RawWire({ clientEvents: false })
    const client = strict.connect()
    client.subscribe('private-a')
    client.take()
    client.say({ event: 'client-x', channel: 'private-a', data: 1 })
    expect(errors(client)).toMatchObject([
      { message: expect.stringContaining('enable this feature') as string },
    ])
  })
})
