import type { Members, PresenceChannel } from 'pusher-js'
import { describe, expect, it } from 'vitest'
import { collect, connected, subscribed, type Contract, type CurrentContract } from './contract.ts'

interface Member {
  id: string | number
  info: unknown
}

export function presenceCases(contract: CurrentContract): void {
  describe('presence', () => {
    it('names everybody to a newcomer, and me', async () => {
      await join(contract(), 'ada', { name: 'Ada' })
      const { members } = await join(contract(), 'bob', { name: 'Bob' })
      expect(members.count).toBe(2)
      expect(members.me).toEqual({ id: 'bob', info: { name: 'Bob' } })
      expect(members.get('ada')).toEqual({ id: 'ada', info: { name: 'Ada' } })
    })

    it('tells the others of joins and leaves', async () => {
      const room = await join(contract(), 'ada')
      const added = collect<Member>(room, 'pusher:member_added')
      const removed = collect<Member>(room, 'pusher:member_removed')
      const bob = await join(contract(), 'bob')
      await contract().until(() => added.length === 1, 'the join')
      bob.pusher.unsubscribe('presence-room')
      await contract().until(() => removed.length === 1, 'the leave')
      expect([added[0]?.id, removed[0]?.id]).toEqual(['bob', 'bob'])
      expect(idsOf(room.members)).toEqual(['ada'])
    })

    it('takes numeric ids', async () => {
      const room = await join(contract(), 7, { name: 'Seven' })
      expect(room.members.me).toEqual({ id: 7, info: { name: 'Seven' } })
      const added = collect<Member>(room, 'pusher:member_added')
      await join(contract(), 8)
      await contract().until(() => added.length === 1, 'the join')
      expect(room.members.count).toBe(2)
    })

    it('counts a user with two connections once', async () => {
      const room = await join(contract(), 'ada')
      const changes = [collect(room, 'pusher:member_added'), collect(room, 'pusher:member_removed')] as const
      const first = await join(contract(), 'bob')
      const second = await join(contract(), 'bob')
      first.pusher.disconnect()
      await contract().until(() => contract().channel('presence-room').subscriptionCount === 2, 'the leave')
      expect(changes.map((list) => list.length)).toEqual([1, 0])
      second.pusher.disconnect()
      await contract().until(() => changes[1].length === 1, 'the last leave')
      expect(room.members.count).toBe(1)
    })

    it('takes the signed-in user when nobody is named', async () => {
      const user = { id: 'ada', info: { name: 'Ada' } }
      const pusher = await connected(contract(), {
        user,
        channelAuthorization: {
          customHandler: ({ socketId, channelName }, callback) => {
            const { auth } = contract().sign(socketId, channelName)
            callback(null, { auth })
          },
        },
      })
      pusher.signin()
      await contract().until(() => pusher.user.user_data !== null, 'the sign-in')
      pusher.subscribe('presence-room')
      await contract().until(() => contract().channel('presence-room').members.length === 1, 'the member')
      expect(contract().channel('presence-room').members).toEqual([user])
    })
  })
}

async function join(contract: Contract, id: string | number, info?: unknown): Promise<PresenceChannel> {
  const pusher = await connected(contract, { user: { id, info } })
  return (await subscribed(contract, pusher, 'presence-room')) as PresenceChannel
}

function idsOf(members: Members): unknown[] {
  const ids: unknown[] = []
  members.each((member: Member) => ids.push(member.id))
  return ids
}
