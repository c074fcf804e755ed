import { describe, expect, it } from 'vitest'
import { collect, connected, errorCodes, subscribed, type CurrentContract } from './contract.ts'

export function limitCases(contract: CurrentContract): void {
  describe('limit', () => {
    it('of 10 240 bytes for the data of an event', async () => {
      const channel = await subscribed(contract(), await connected(contract()), 'logs')
      const heard = collect(channel, 'e')
      const [longest, tooLong] = [10_232, 10_233].map((length) => ({ x: 'x'.repeat(length) }))
      await expect(contract().publish('logs', 'e', tooLong)).rejects.toThrow('413')
      await contract().publish('logs', 'e', longest)
      await contract().until(() => heard.length === 1, 'the event')
      expect(heard).toEqual([longest])
    })

    it('of 200 characters for the name of an event, and none that begins with pusher:', async () => {
      const channel = await subscribed(contract(), await connected(contract()), 'logs')
      const name = 'e'.repeat(200)
      const heard = collect(channel, name)
      await expect(contract().publish('logs', `${name}e`, 1)).rejects.toThrow(/400|event name/i)
      await expect(contract().publish('logs', 'pusher:e', 1)).rejects.toThrow('400')
      await contract().publish('logs', name, 1)
      await contract().until(() => heard.length === 1, 'the event')
      expect(heard).toEqual([1])
    })

    it.each([
      ['1 KB for the info of a member', { id: 'ada', info: { about: 'x'.repeat(1024) } }],
      ['128 characters for the id of a member', { id: 'a'.repeat(129) }],
    ])('of %s', async (_, user) => {
      const pusher = await connected(contract(), { user })
      const codes = errorCodes(pusher)
      pusher.subscribe('presence-room')
      await contract().until(() => codes.length === 1, 'the refusal')
      expect(contract().channel('presence-room').occupied).toBe(false)
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
