import { describe, expect, it } from 'vitest'
import { mockFactory } from '../mock-factory.ts'

const create = mockFactory()

describe('mock.join', () => {
  it('adds a remote member that can talk and leave', async () => {
    const mock = create()
    const channel = mock.client({ user: { id: 'ada' } }).subscribe('presence-room')
    const seen: unknown[] = []
    channel.bind('pusher:member_added', (member: unknown) => seen.push(member))
    channel.bind('pusher:member_removed', (member: unknown) => seen.push(member))
    channel.bind('client-typing', (data: unknown, { user_id: id }: { user_id: string }) =>
      seen.push([id, data]),
    )
    await mock.subscribed('presence-room')
    const bob = mock.join('presence-room', { id: 'bob', info: { name: 'Bob' } })
    bob.trigger('client-typing', { on: true })
    bob.leave()
    await mock.settled()
    const member = { id: 'bob', info: { name: 'Bob' } }
    expect(seen).toEqual([member, ['bob', { on: true }], member])
  })

  it('says what is wrong with a channel that has no members', () => {
    const mock = create()
    const room: string = 'private-room'
    expect(() => mock.join(room, { id: 1 })).toThrow('only presence channels have members')
  })

  it('says what Pusher would refuse', () => {
    const mock = create()
    expect(() => mock.join('presence-room', { id: '' })).toThrow('user_id of 1 to 128 characters')
  })
})
