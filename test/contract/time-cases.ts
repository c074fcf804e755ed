import { describe, expect, it } from 'vitest'
import { collect, connected, type CurrentContract } from './contract.ts'

/** What takes minutes: for wires whose time, and pusher-js's with it, can be moved. */
export function timeCases(contract: CurrentContract): void {
  describe('time', () => {
    it('10 s without a connection make the client unavailable', async () => {
      contract().admit(false)
      const pusher = contract().connect()
      await contract().pass(9990)
      expect(pusher.connection.state).toBe('connecting')
      await contract().pass(20)
      expect(pusher.connection.state).toBe('unavailable')
    })

    it.each([15, 45, 105, 165])('refused before open, a client tries again after %i s', async (seconds) => {
      contract().admit(false)
      const pusher = contract().connect()
      await contract().pass(seconds * 1000 - 200)
      contract().admit(true)
      await contract().pass(150)
      expect(pusher.connection.state).toBe('unavailable')
      await contract().pass(150)
      expect(pusher.connection.state).toBe('connected')
    })

    it('120 s of silence make the client ask with pusher:ping', async () => {
      const pusher = await connected(contract())
      const messages = collect<{ event: string }>(pusher.connection, 'message')
      await contract().pass(119_900)
      expect(messages).toEqual([])
      await contract().pass(200)
      expect(messages.map(({ event }) => event)).toEqual(['pusher:pong'])
    })
  })
}
