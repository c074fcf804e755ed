import type Pusher from 'pusher-js'
import { describe, expect, it } from 'vitest'
import { collect, connected, errorCodes, type Contract, type CurrentContract } from './contract.ts'

export function userCases(contract: CurrentContract): void {
  describe('user', () => {
    it('hears what is sent to them on every connection, and others do not', async () => {
      const received = await Promise.all(
        ['ada', 'ada', 'bob'].map(async (id) => collect((await signedIn(contract(), id)).user, 'hello')),
      )
      await contract().sendToUser('ada', 'hello', { x: 1 })
      await contract().until(() => received[0]?.length === 1 && received[1]?.length === 1, 'both events')
      expect(received).toEqual([[{ x: 1 }], [{ x: 1 }], []])
    })

    it('watches others come and go', async () => {
      const ada = await connected(contract(), { user: { id: 'ada', watchlist: ['bob'] } })
      const events: unknown[] = []
      for (const name of ['online', 'offline']) {
        ada.user.watchlist.bind(name, ({ user_ids: ids }: { user_ids: string[] }) => events.push([name, ids]))
      }
      ada.signin()
      await contract().until(() => events.length === 1, 'the first state')
      const bob = await signedIn(contract(), 'bob')
      await contract().until(() => events.length === 2, 'the coming')
      bob.disconnect()
      await contract().until(() => events.length === 3, 'the going')
      expect(events).toEqual([
        ['offline', ['bob']],
        ['online', ['bob']],
        ['offline', ['bob']],
      ])
    })

    it('is told by 4302 that the watchlist is too long, and stays', async () => {
      const watchlist = Array.from({ length: 101 }, (_, index) => `u${index}`)
      const pusher = await connected(contract(), { user: { id: 'ada', watchlist } })
      const codes = errorCodes(pusher)
      pusher.signin()
      await contract().until(() => codes.length === 1 && pusher.user.user_data !== null, 'the sign-in')
      expect(codes).toEqual([4302])
      expect(pusher.connection.state).toBe('connected')
    })

    it('is sent away with 4009 when the server terminates them', async () => {
      const pusher = await signedIn(contract(), 'ada')
      const codes = errorCodes(pusher)
      await contract().terminateUser('ada')
      await contract().until(() => pusher.connection.state === 'disconnected', 'the end')
      expect(new Set(codes)).toEqual(new Set([4009]))
    })

    it('is sent away with 4009 for a forged sign-in', async () => {
      const pusher = await connected(contract(), {
        userAuthentication: {
          customHandler: (_, callback) => callback(null, { auth: 'key:forged', user_data: '{"id":"ada"}' }),
        },
      })
      const codes = errorCodes(pusher)
      pusher.signin()
      await contract().until(() => pusher.connection.state === 'disconnected', 'the end')
      expect(codes).toContain(4009)
    })
  })
}

async function signedIn(contract: Contract, id: string, watchlist?: readonly string[]): Promise<Pusher> {
  const pusher = await connected(contract, { user: { id, ...(watchlist ? { watchlist } : {}) } })
  pusher.signin()
  // Of this connection: another one of the user may have subscribed to the same channel before.
  await contract.until(() => pusher.user.serverToUserChannel?.subscribed, 'the sign-in')
  return pusher
}
