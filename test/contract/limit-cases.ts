import type Pusher from 'pusher-js'
import { describe, expect, it } from 'vitest'
import { collect, connected, errorCodes, subscribed, type CurrentContract } from './contract.ts'

export function limitCases(contract: CurrentContract): void {
  describe('limit', () => {
    it('of 10 240 bytes for the data of an event', async () => {
      const channel = await subscribed(contract(), await connected(contract()), 'logs')
      const received = collect(channel, 'e')
      const [longest, tooLong] = [10_232, 10_233].map((length) => ({ x: 'x'.repeat(length) }))
      await expect(contract().publish('logs', 'e', tooLong)).rejects.toThrow('413')
      await contract().publish('logs', 'e', longest)
      await contract().until(() => received.length === 1, 'the event')
      expect(received).toEqual([longest])
    })

    it('of 200 characters for the name of an event, and none that begins with pusher:', async () => {
      const channel = await subscribed(contract(), await connected(contract()), 'logs')
      const name = 'e'.repeat(200)
      const received = collect(channel, name)
      await expect(contract().publish('logs', `${name}e`, 1)).rejects.toThrow(/400|event name/i)
      await expect(contract().publish('logs', 'pusher:e', 1)).rejects.toThrow('400')
      await contract().publish('logs', name, 1)
      await contract().until(() => received.length === 1, 'the event')
      expect(received).toEqual([1])
    })

    it('of 100 channels for one event', async () => {
      const channel = await subscribed(contract(), await connected(contract()), 'c99')
      const received = collect(channel, 'e')
      const names = Array.from({ length: 101 }, (_, index) => `c${index}`)
      await expect(contract().publish(names, 'e', 1)).rejects.toThrow(/100/)
      await contract().publish(names.slice(0, 100), 'e', 2)
      await contract().until(() => received.length === 1, 'the event')
      expect(received).toEqual([2])
    })

    it('of 100 members on a presence channel, by user and not by connection', async () => {
      const join = async (index: number): Promise<Pusher> =>
        connected(contract(), { user: { id: `u${index}` } })
      const members = await Promise.all(Array.from({ length: 100 }, (_, index) => join(index)))
      const rooms = members.map((pusher) => pusher.subscribe('presence-room'))
      await contract().until(() => rooms.every(({ subscribed: done }) => done), '100 members')
      const late = await join(100)
      const codes = errorCodes(late)
      late.subscribe('presence-room')
      await contract().until(() => codes.length === 1, 'the refusal')
      await subscribed(contract(), await join(7), 'presence-room')
      expect(contract().channel('presence-room').members).toHaveLength(100)
    })

    it('of 1 KB and 128 characters is reached, not passed, by the longest member', async () => {
      const user = { id: 'a'.repeat(128), info: { x: 'x'.repeat(1016) } }
      await subscribed(contract(), await connected(contract(), { user }), 'presence-room')
      expect(contract().channel('presence-room').members).toEqual([user])
    })

    it.each([
      ['1 KB for the info of a member', { id: 'ada', info: { x: 'x'.repeat(1017) } }],
      ['128 characters for the id of a member', { id: 'a'.repeat(129) }],
    ])('of %s', async (_, user) => {
      const pusher = await connected(contract(), { user })
      const codes = errorCodes(pusher)
      pusher.subscribe('presence-room')
      await contract().until(() => codes.length === 1, 'the refusal')
      expect(contract().channel('presence-room').occupied).toBe(false)
    })

    it('of 1 000 channels for one connection', async () => {
      const pusher = await connected(contract())
      const codes = errorCodes(pusher)
      const channels = Array.from({ length: 1000 }, (_, index) => pusher.subscribe(`c${index}`))
      await contract().until(() => channels.every(({ subscribed: done }) => done), '1 000 subscriptions')
      pusher.subscribe('one-more')
      await contract().until(() => codes.length === 1, 'the refusal')
      expect([codes, contract().channel('one-more').occupied]).toEqual([[null], false])
      pusher.unsubscribe('c0')
      await subscribed(contract(), pusher, 'another')
    })

    it('of 164 characters for the name of a channel', async () => {
      const pusher = await connected(contract())
      const codes = errorCodes(pusher)
      pusher.subscribe('c'.repeat(165))
      await contract().until(() => codes.length === 1, 'the refusal')
      await subscribed(contract(), pusher, 'c'.repeat(164))
      expect(codes).toEqual([null])
    })
  })
}
