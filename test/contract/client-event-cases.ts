import { describe, expect, it } from 'vitest'
import {
  collect,
  connected,
  errorCodes,
  subscribed,
  type Contract,
  type CurrentContract,
} from './contract.ts'

export function clientEventCases(contract: CurrentContract): void {
  describe('client event', () => {
    it.each(['private-a', 'presence-a'])('on %s reaches the others and is not echoed', async (name) => {
      const { ada, bob } = await pair(contract(), name)
      const echoes = collect(ada, 'client-x')
      const received = collect(bob, 'client-x')
      ada.trigger('client-x', { on: true })
      await contract().until(() => received.length === 1, 'the event')
      bob.trigger('client-y', 1)
      const answers = collect(ada, 'client-y')
      await contract().until(() => answers.length === 1, 'the answer')
      expect([received, echoes]).toEqual([[{ on: true }], []])
    })

    it('names its sender on presence channels only', async () => {
      for (const [name, sender] of [
        ['private-a', undefined],
        ['presence-a', 'ada'],
      ] as const) {
        const { ada, bob } = await pair(contract(), name)
        const senders: unknown[] = []
        bob.bind('client-x', (_: unknown, metadata: { user_id?: string }) => senders.push(metadata.user_id))
        ada.trigger('client-x', {})
        await contract().until(() => senders.length === 1, 'the event')
        expect(senders).toEqual([sender])
      }
    })

    it('is limited to ten a second by 4301 as a message', async () => {
      const { ada, bob } = await pair(contract(), 'private-a')
      const received = collect(bob, 'client-x')
      const codes = errorCodes(ada.pusher)
      for (let i = 0; i < 12; i++) expect(ada.trigger('client-x', { i })).toBe(true)
      await contract().until(() => received.length === 10 && codes.length === 2, 'ten events and two errors')
      expect(codes).toEqual([4301, 4301])
      expect(ada.pusher.connection.state).toBe('connected')
      await contract().age(1000)
      ada.trigger('client-x', { i: 12 })
      await contract().until(() => received.length === 11, 'an event of the next second')
    })

    it('passes on an encrypted channel as it is; pusher-js itself sends none there', async () => {
      const { ada, bob } = await pair(contract(), 'private-encrypted-a')
      const received = collect<{ event: string }>(bob.pusher.connection, 'message')
      const codes = errorCodes(ada.pusher)
      expect(() => ada.trigger('client-x', {})).toThrow('Client events are not currently supported')
      const data = { nonce: 'bm9uY2U=', ciphertext: 'Y2lwaGVydGV4dA==' }
      ada.pusher.send_event('client-x', data, 'private-encrypted-a')
      await contract().until(() => received.length === 1, 'the event')
      expect(received[0]).toMatchObject({ event: 'client-x', channel: 'private-encrypted-a', data })
      expect(codes).toEqual([])
    })

    it('has a name of 200 characters at most', async () => {
      const { ada, bob } = await pair(contract(), 'private-a')
      const name = `client-${'x'.repeat(193)}`
      const received = collect(bob, name)
      const codes = errorCodes(ada.pusher)
      ada.trigger(`${name}x`, 1)
      ada.trigger(name, 2)
      await contract().until(() => codes.length === 1 && received.length === 1, 'the error and the event')
      expect([codes, received]).toEqual([[null], [2]])
    })

    it('is rejected on a public channel', async () => {
      const { ada, bob } = await pair(contract(), 'logs')
      const received = collect(bob, 'client-x')
      const codes = errorCodes(ada.pusher)
      ada.trigger('client-x', {})
      await contract().until(() => codes.length === 1, 'the error')
      expect([codes, received]).toEqual([[null], []])
    })

    it('is rejected over 10 240 bytes', async () => {
      const { ada, bob } = await pair(contract(), 'private-a')
      const received = collect<string>(bob, 'client-x')
      const codes = errorCodes(ada.pusher)
      ada.trigger('client-x', 'a'.repeat(10_241))
      ada.trigger('client-x', 'a'.repeat(10_240))
      await contract().until(() => codes.length === 1 && received.length === 1, 'the error and the event')
      expect(received[0]).toHaveLength(10_240)
    })

    it('is rejected from a connection that is not subscribed', async () => {
      const { bob } = await pair(contract(), 'private-a')
      const received = collect(bob, 'client-x')
      const stranger = await connected(contract())
      const codes = errorCodes(stranger)
      stranger.send_event('client-x', {}, 'private-a')
      await contract().until(() => codes.length === 1, 'the error')
      expect(received).toEqual([])
    })
  })
}

async function pair(contract: Contract, name: string) {
  const ada = await subscribed(contract, await connected(contract, { user: { id: 'ada' } }), name)
  const bob = await subscribed(contract, await connected(contract, { user: { id: 'bob' } }), name)
  return { ada, bob }
}
