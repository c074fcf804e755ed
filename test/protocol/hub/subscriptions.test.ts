import { beforeEach, describe, expect, it } from 'vitest'
import { signChannel, verifyChannel } from '../../../src/protocol/index.ts'
import { RawWire, type RawClient } from '../raw-wire.ts'
import { wireWithClient } from '../wire-with-client.ts'

let wire: RawWire
let client: RawClient

beforeEach(() => {
  ;({ wire, client } = wireWithClient())
})

const events = (from: RawClient): string[] => from.take().map(({ event }) => event)
const errorOf = (from: RawClient): unknown => from.take().find(({ event }) => event === 'pusher:error')?.data

describe('pusher:subscribe', () => {
  it('lets anybody into a public channel and tells the count', () => {
    client.say({ event: 'pusher:subscribe', data: { channel: 'logs' } })
    expect(client.take()).toEqual([
      { event: 'pusher_internal:subscription_succeeded', channel: 'logs', data: {} },
      { event: 'pusher_internal:subscription_count', channel: 'logs', data: { subscription_count: 1 } },
    ])
  })

  it('reads data that was sent as JSON text', () => {
    client.say({ event: 'pusher:subscribe', data: JSON.stringify({ channel: 'logs' }) })
    expect(events(client)).toContain('pusher_internal:subscription_succeeded')
  })

  it.each(['private-a', 'private-cache-a', 'private-encrypted-a', 'private-encrypted-cache-a'])(
    'lets a signed subscription into %s',
    (channel) => {
      client.subscribe(channel)
      expect(events(client)).toContain('pusher_internal:subscription_succeeded')
    },
  )

  it('takes signed channel_data on a private channel', () => {
    client.subscribe('private-a', { member: { user_id: '1' } })
    expect(events(client)).toContain('pusher_internal:subscription_succeeded')
  })

  it.each([
    ['no signature', ''],
    [
      'a signature for another socket',
      (socketId: string) => signChannel(wire.app, `9${socketId}`, 'private-a'),
    ],
    ['a signature for another channel', (socketId: string) => signChannel(wire.app, socketId, 'private-b')],
    [
      'a signature without the key',
      (socketId: string) => signChannel(wire.app, socketId, 'private-a').slice(21),
    ],
  ])('keeps %s out of a private channel and keeps the connection', (_, auth) => {
    client.subscribe('private-a', { auth: typeof auth === 'string' ? auth : auth(client.socketId) })
    expect(errorOf(client)).toMatchObject({
      code: null,
      message: expect.stringContaining('Invalid signature') as string,
    })
    expect(client.closed).toBeNull()
    expect(wire.hub.channel(wire.app.id, 'private-a').occupied).toBe(false)
  })

  it('never tells the right signature in its refusal', () => {
    client.subscribe('private-a', { auth: 'x:y' })
    const { message } = errorOf(client) as { message: string }
    const right = signChannel(wire.app, client.socketId, 'private-a')
    expect(verifyChannel(wire.app, right, client.socketId, 'private-a')).toBe(true)
    expect(message).not.toContain(right.slice(21))
  })

  it.each([
    ['an illegal name', 'a b', 'Invalid channel name'],
    ['a name of 165 characters', 'a'.repeat(165), 'Invalid channel name'],
    ['a name that is no text', 7, 'Expected data.channel'],
    ["another user's channel", '#server-to-user-1', 'needs a sign-in'],
  ])('refuses %s', (_, channel, reason) => {
    client.say({ event: 'pusher:subscribe', data: { channel } })
    expect(errorOf(client)).toMatchObject({ message: expect.stringContaining(reason) as string })
  })

  it('refuses a second subscription to the same channel', () => {
    client.say({ event: 'pusher:subscribe', data: { channel: 'logs' } })
    client.say({ event: 'pusher:subscribe', data: { channel: 'logs' } })
    expect(errorOf(client)).toMatchObject({ message: 'Existing subscription to channel logs' })
  })
})

describe('pusher:unsubscribe', () => {
  it('ends the channel with its last subscriber and tells the others the count', () => {
    const other = wire.connect()
    for (const each of [client, other]) each.say({ event: 'pusher:subscribe', data: { channel: 'logs' } })
    other.take()
    client.say({ event: 'pusher:unsubscribe', data: { channel: 'logs' } })
    expect(other.take()).toEqual([
      { event: 'pusher_internal:subscription_count', channel: 'logs', data: { subscription_count: 1 } },
    ])
    other.say({ event: 'pusher:unsubscribe', data: { channel: 'logs' } })
    expect(wire.hub.channel(wire.app.id, 'logs').occupied).toBe(false)
  })

  it('answers when there was no subscription', () => {
    client.say({ event: 'pusher:unsubscribe', data: { channel: 'logs' } })
    expect(errorOf(client)).toMatchObject({
      message: expect.stringContaining('No current subscription') as string,
    })
  })
})

describe('subscription_count', () => {
  it('is not sent when the app has it switched off', () => {
    const quiet = new RawWire({ subscriptionCount: false })
    const subscriber = quiet.connect()
    subscriber.say({ event: 'pusher:subscribe', data: { channel: 'logs' } })
    expect(events(subscriber)).not.toContain('pusher_internal:subscription_count')
  })
})

describe('a presence channel', () => {
  it('names its members to a newcomer and the newcomer to its members', () => {
    client.subscribe('presence-a', { member: { user_id: 'ada', user_info: { name: 'Ada' } } })
    client.take()
    const bob = wire.connect()
    bob.take()
    bob.subscribe('presence-a', { member: { user_id: 7 } })
    expect(bob.take()).toEqual([
      {
        event: 'pusher_internal:subscription_succeeded',
        channel: 'presence-a',
        data: { presence: { ids: ['ada', 7], hash: { ada: { name: 'Ada' }, 7: {} }, count: 2 } },
      },
    ])
    expect(client.take()).toEqual([
      { event: 'pusher_internal:member_added', channel: 'presence-a', data: { user_id: 7, user_info: {} } },
    ])
    bob.leave()
    expect(client.take()).toEqual([
      { event: 'pusher_internal:member_removed', channel: 'presence-a', data: { user_id: 7 } },
    ])
  })

  it('adds a user with several connections once and removes them with the last', () => {
    client.subscribe('presence-a', { member: { user_id: 'ada' } })
    client.take()
    const tabs = [wire.connect(), wire.connect()]
    for (const tab of tabs) tab.subscribe('presence-a', { member: { user_id: 'bob' } })
    expect(events(client)).toEqual(['pusher_internal:member_added'])
    tabs[0]?.leave()
    expect(events(client)).toEqual([])
    tabs[1]?.leave()
    expect(events(client)).toEqual(['pusher_internal:member_removed'])
  })

  it('takes the signed-in user when the subscription names nobody', () => {
    client.signIn({ id: 'ada', user_info: { name: 'Ada' } })
    client.subscribe('presence-a')
    expect(wire.hub.channel(wire.app.id, 'presence-a').members).toEqual([
      { id: 'ada', info: { name: 'Ada' } },
    ])
  })

  it.each([
    ['nobody', undefined],
    ['no user_id', { user_info: {} }],
    ['an empty user_id', { user_id: '' }],
    ['a user_id of 129 characters', { user_id: 'a'.repeat(129) }],
    ['a user_id that is an object', { user_id: {} }],
    ['a list', []],
    ['user_info over 1 KB', { user_id: '1', user_info: 'a'.repeat(1024) }],
  ])('refuses %s', (_, member) => {
    client.subscribe('presence-a', { member })
    expect(errorOf(client)).toMatchObject({
      message: expect.stringContaining('Invalid channel_data') as string,
    })
  })

  it('takes 100 members, one more tab of one of them, and no 101st member', () => {
    for (let i = 0; i < 100; i++) wire.connect().subscribe('presence-a', { member: { user_id: i } })
    client.subscribe('presence-a', { member: { user_id: 'late' } })
    expect(errorOf(client)).toMatchObject({ message: expect.stringContaining('over capacity') as string })
    client.subscribe('presence-a', { member: { user_id: 5 } })
    expect(events(client)).toContain('pusher_internal:subscription_succeeded')
  })

  it('takes as many members as the app may have', () => {
    const small = new RawWire({ presenceMembers: 2 })
    const [, , late] = ['a', 'b', 'c'].map((user_id) => {
      const member = small.connect()
      member.subscribe('presence-a', { member: { user_id } })
      return member
    })
    expect(late && errorOf(late)).toMatchObject({
      message: 'Presence channel presence-a is over capacity: 2 members at most',
    })
    expect(small.hub.channel(small.app.id, 'presence-a').members).toHaveLength(2)
  })

  it('keeps prototype names apart from members', () => {
    client.subscribe('presence-a', { member: { user_id: '__proto__', user_info: { polluted: true } } })
    expect(wire.hub.channel(wire.app.id, 'presence-a').members).toEqual([
      { id: '__proto__', info: { polluted: true } },
    ])
    expect({}).not.toHaveProperty('polluted')
  })
})
