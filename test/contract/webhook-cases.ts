import { describe, expect, it } from 'vitest'
import { connected, subscribed, type CurrentContract } from './contract.ts'

export function webhookCases(contract: CurrentContract): void {
  describe('webhook', () => {
    it('tells of a departure after 3 s, and never of one that came back', async () => {
      const pusher = await connected(contract(), { user: { id: 'ada' } })
      await subscribed(contract(), pusher, 'presence-room')
      const names = (): string[] =>
        contract()
          .webhooks()
          .map(({ name }) => name)
      const gone = (): boolean => !contract().channel('presence-room').occupied
      pusher.disconnect()
      await contract().until(gone, 'the first departure')
      pusher.connect()
      await contract().until(() => pusher.channel('presence-room').subscribed, 'the return')
      pusher.disconnect()
      await contract().until(gone, 'the departure')
      expect(names().filter((name) => /vacated|removed/.test(name))).toEqual([])
      await contract().age(3000)
      await contract().until(() => names().includes('channel_vacated'), 'the webhook')
      expect(names().toSorted()).toEqual([
        'channel_occupied',
        'channel_vacated',
        'member_added',
        'member_removed',
      ])
    })
  })
}
