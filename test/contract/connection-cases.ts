import { describe, expect, it } from 'vitest'
import { collect, connected, errorCodes, subscribed, type CurrentContract } from './contract.ts'

export function connectionCases(contract: CurrentContract): void {
  describe('connection', () => {
    it('is established with a socket id', async () => {
      const pusher = await connected(contract())
      expect(pusher.connection.socket_id).toMatch(/^\d+\.\d+$/)
    })

    it('answers pusher:ping with pusher:pong', async () => {
      const pusher = await connected(contract())
      const pongs: unknown[] = []
      pusher.connection.bind('message', (message: { event: string }) => {
        if (message.event === 'pusher:pong') pongs.push(message)
      })
      expect(pusher.connection.send_event('pusher:ping', {})).toBe(true)
      await contract().until(() => pongs.length === 1, 'a pong')
      expect(pongs).toHaveLength(1)
    })

    it.each([4200, 4201, 4202])('comes back at once after %i, with its subscriptions', async (code) => {
      const pusher = await connected(contract())
      await subscribed(contract(), pusher, 'logs')
      const before = pusher.connection.socket_id
      const codes = errorCodes(pusher)
      contract().drop(code)
      await contract().until(
        () => pusher.connection.socket_id !== before && pusher.channel('logs').subscribed,
        'the client to be subscribed again',
      )
      expect(new Set(codes)).toEqual(new Set([code]))
    })

    it.each([4001, 4003, 4004, 4005, 4006, 4007, 4008, 4009])('ends for good after %i', async (code) => {
      const pusher = await connected(contract())
      const codes = errorCodes(pusher)
      contract().drop(code)
      await contract().until(() => pusher.connection.state === 'disconnected', 'the end')
      expect(new Set(codes)).toEqual(new Set([code]))
    })

    it('tells a death without a close frame as 1006, once', async () => {
      const pusher = await connected(contract())
      const codes = errorCodes(pusher)
      const waits = collect(pusher.connection, 'connecting_in')
      contract().drop(1006)
      await contract().until(() => waits.length === 1, 'the wait')
      expect(codes).toEqual([1006])
    })

    it('asks for TLS after 4000', async () => {
      const pusher = await connected(contract(), { forceTLS: false })
      contract().drop(4000)
      await contract().until(() => pusher.connection.isUsingTLS(), 'TLS')
      expect(pusher.connection.isUsingTLS()).toBe(true)
    })

    it('waits a second after 4100', async () => {
      const pusher = await connected(contract())
      const waits = collect<number>(pusher.connection, 'connecting_in')
      const before = pusher.connection.socket_id
      contract().drop(4100)
      await contract().until(() => pusher.connection.socket_id !== before, 'the client to be back')
      expect(waits[0]).toBe(1)
    })

    it('is refused with 4001 for an unknown key', async () => {
      const pusher = contract().connect()
      pusher.disconnect()
      pusher.key = 'nobody'
      pusher.connection.key = 'nobody'
      const managed = pusher.connection as unknown as { updateStrategy(): void }
      managed.updateStrategy()
      const codes = errorCodes(pusher)
      pusher.connect()
      await contract().until(() => codes.length > 0, 'a refusal')
      expect(new Set(codes)).toEqual(new Set([4001]))
      expect(pusher.connection.state).toBe('disconnected')
    })

    it('refused before it opens is no error: the client is unavailable, and comes back', async () => {
      contract().admit(false)
      // 10 s unless told otherwise, and the next attempt comes after 15 s: see the cases of time.
      const pusher = contract().connect({ unavailableTimeout: 100 })
      const errors = collect(pusher.connection, 'error')
      await contract().until(() => pusher.connection.state === 'unavailable', 'the client to be unavailable')
      contract().admit(true)
      pusher.disconnect()
      pusher.connect()
      await contract().until(() => pusher.connection.state === 'connected', 'the client to be connected')
      expect(errors).toEqual([])
    })

    it('leaves nothing on the server when the client disconnects', async () => {
      const pusher = await connected(contract())
      await subscribed(contract(), pusher, 'logs')
      pusher.disconnect()
      await contract().until(() => !contract().channel('logs').occupied, 'the channel to be vacated')
      expect(contract().channel('logs').subscriptionCount).toBe(0)
    })
  })
}
