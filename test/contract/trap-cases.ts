import Pusher, { type PresenceChannel } from 'pusher-js'
import { describe, expect, it, vi } from 'vitest'
import { collect, connected, subscribed, type CurrentContract } from './contract.ts'

/** What pusher-js 8.6.0 does on every wire: the traps that the client stores absorb, here as facts. */
export function trapCases(contract: CurrentContract): void {
  describe('trap of pusher-js', () => {
    it('1: a channel is a new object after unsubscribing, and the same while pending', async () => {
      const pusher = await connected(contract())
      const first = pusher.subscribe('logs')
      pusher.unsubscribe('logs')
      expect(pusher.subscribe('logs')).toBe(first)
      await contract().until(() => first.subscribed, 'the subscription')
      pusher.unsubscribe('logs')
      expect(pusher.subscribe('logs')).not.toBe(first)
    })

    it('2: a channel unsubscribed while pending is subscribed again after a reconnect', async () => {
      const pusher = await connected(contract())
      pusher.subscribe('logs')
      pusher.unsubscribe('logs')
      const before = pusher.connection.socket_id
      contract().drop(4200)
      await contract().until(() => pusher.connection.socket_id !== before, 'the new socket')
      await contract().until(() => pusher.channel('logs')?.subscribed, 'the zombie')
      expect(contract().channel('logs').occupied).toBe(true)
    })

    it.each([1000, 1001, 1006])(
      '3: after %i the state lies for a second; connecting_in tells at once',
      async (code) => {
        const pusher = await connected(contract())
        const seen: unknown[] = []
        pusher.connection.bind('connecting_in', () => {
          seen.push([pusher.connection.state, pusher.send_event('pusher:ping', {})])
        })
        const truths = collect(pusher.connection, 'connecting')
        contract().drop(code)
        await contract().until(() => seen.length > 0, 'connecting_in')
        expect([seen[0], truths.length]).toEqual([['connected', false], 0])
        await contract().until(() => truths.length > 0, 'the truth')
      },
    )

    it('4: there is no connection.ping, but a ping event that says whether the socket is there', async () => {
      const pusher = await connected(contract())
      expect('ping' in pusher.connection).toBe(false)
      expect(pusher.connection.send_event('pusher:ping', {})).toBe(true)
      pusher.disconnect()
      expect(pusher.connection.send_event('pusher:ping', {})).toBe(false)
    })

    it('5: a failed authorisation is not retried, and subscribing again is', async () => {
      let attempts = 0
      const pusher = await connected(contract(), {
        channelAuthorization: {
          customHandler: ({ socketId, channelName }, callback) => {
            attempts += 1
            if (attempts === 1) callback(new Error('no'), null)
            else callback(null, contract().sign(socketId, channelName))
          },
        },
      })
      const channel = pusher.subscribe('private-a')
      // The handler answered synchronously: its error was emitted before anybody could bind.
      const errors = collect(channel, 'pusher:subscription_error')
      await subscribed(contract(), pusher, 'other')
      expect([attempts, errors.length, channel.subscriptionPending]).toEqual([1, 0, false])
      await subscribed(contract(), pusher, 'private-a')
      expect(attempts).toBe(2)
    })

    it('5: a handler that never calls back leaves the subscription pending; channel.subscribe() recovers', async () => {
      let attempts = 0
      const pusher = await connected(contract(), {
        channelAuthorization: {
          customHandler: ({ socketId, channelName }, callback) => {
            attempts += 1
            if (attempts > 1) callback(null, contract().sign(socketId, channelName))
          },
        },
      })
      const channel = pusher.subscribe('private-a')
      pusher.subscribe('private-a')
      expect([attempts, channel.subscriptionPending]).toEqual([1, true])
      channel.subscribe()
      await contract().until(() => channel.subscribed, 'the subscription')
    })

    it('5: a handler that throws throws out of subscribe and leaves the subscription pending', async () => {
      const pusher = await connected(contract(), {
        channelAuthorization: {
          customHandler: () => {
            throw new Error('thrown on purpose by a handler')
          },
        },
      })
      expect(() => pusher.subscribe('private-a')).toThrow('thrown on purpose')
      expect(pusher.channel('private-a').subscriptionPending).toBe(true)
    })

    it('5: an answer that comes after a reconnect carries a stale signature', async () => {
      const answers: (() => void)[] = []
      const pusher = await connected(contract(), {
        channelAuthorization: {
          customHandler: ({ socketId, channelName }, callback) => {
            answers.push(() => callback(null, contract().sign(socketId, channelName)))
          },
        },
      })
      const before = pusher.connection.socket_id
      const channel = pusher.subscribe('private-a')
      contract().drop(4200)
      await contract().until(
        () => pusher.connection.socket_id !== before && answers.length === 2,
        'the new socket',
      )
      const errors = collect<{ data: { message: string } }>(pusher.connection, 'error')
      answers[0]?.()
      await contract().until(() => errors.length === 1, 'the refusal')
      expect(errors[0]?.data.message).toContain('Invalid signature')
      expect(channel.subscribed).toBe(false)
    })

    it('5: a custom handler cannot pass a status through', async () => {
      const pusher = await connected(contract(), {
        channelAuthorization: {
          customHandler: (_, callback) => {
            const error = Object.assign(new Error('no'), { status: 403 })
            queueMicrotask(() => callback(error, null))
          },
        },
      })
      const errors = collect(pusher.subscribe('private-a'), 'pusher:subscription_error')
      await contract().until(() => errors.length === 1, 'the error')
      expect(errors).toEqual([{ type: 'AuthError', error: 'no' }])
    })

    it('6: members vanish in silence at a drop and come back without member_added', async () => {
      const ada = await connected(contract(), { user: { id: 'ada' } })
      const bob = await connected(contract(), { user: { id: 'bob' } })
      const room = (await subscribed(contract(), ada, 'presence-room')) as PresenceChannel
      await subscribed(contract(), bob, 'presence-room')
      await contract().until(() => room.members.count === 2, 'both members')
      const successes = collect(room, 'pusher:subscription_succeeded')
      const removed = collect(room, 'pusher:member_removed')
      let duringDrop = -1
      ada.connection.bind('connecting', () => {
        duringDrop = room.members.count
      })
      contract().drop(4200)
      await contract().until(() => successes.length === 1, 'the new success')
      expect([duringDrop, removed.length]).toEqual([0, 0])
    })

    it('7: a throwing handler stops those after it', async () => {
      const channel = await subscribed(contract(), await connected(contract()), 'logs')
      const received: string[] = []
      channel.bind('e', () => {
        received.push('first')
        channel.unbind_all()
        throw new Error('thrown on purpose by a handler')
      })
      channel.bind('e', () => received.push('second'))
      const own = channel as unknown as { emit(event: string, data: unknown): void }
      expect(() => own.emit('e', 1)).toThrow('thrown on purpose')
      expect(received).toEqual(['first'])
    })

    it('7: a throwing handler of a channel stops the global handlers, too', async () => {
      const pusher = await connected(contract())
      const channel = await subscribed(contract(), pusher, 'logs')
      const received: string[] = []
      pusher.bind('e', () => received.push('global'))
      channel.bind('e', () => {
        throw new Error('thrown on purpose by a handler')
      })
      const own = pusher.connection as unknown as { emit(event: string, data: unknown): void }
      expect(() => own.emit('message', { event: 'e', channel: 'logs', data: 1 })).toThrow('on purpose')
      expect(received).toEqual([])
    })

    it('7: unbind(event) removes the handlers of everybody, and a late bind misses the success', async () => {
      const channel = await subscribed(contract(), await connected(contract()), 'logs')
      const late = collect(channel, 'pusher:subscription_succeeded')
      const received = collect(channel, 'e')
      channel.unbind('e')
      const others = collect(channel, 'other')
      await contract().publish('logs', 'e', 1)
      await contract().publish('logs', 'other', 1)
      await contract().until(() => others.length === 1, 'the other event')
      expect([late, received, channel.subscribed]).toEqual([[], [], true])
    })

    it('8: trigger returns true for an event that is then rejected', async () => {
      const channel = await subscribed(contract(), await connected(contract()), 'logs')
      expect(channel.trigger('client-x', {})).toBe(true)
    })

    it('8: what is triggered before the subscription succeeded reaches nobody', async () => {
      const bob = await subscribed(contract(), await connected(contract()), 'private-a')
      const received = collect(bob, 'client-x')
      const ada = await connected(contract(), {
        channelAuthorization: { customHandler: () => undefined },
      })
      const pending = ada.subscribe('private-a')
      expect(pending.trigger('client-x', {})).toBe(true)
      await subscribed(contract(), ada, 'other')
      expect(received).toEqual([])
    })

    it('9: instances are kept for ever', () => {
      const before = Pusher.instances.length
      const pusher = contract().connect()
      pusher.disconnect()
      expect(Pusher.instances.slice(before)).toEqual([pusher])
    })

    it('11: every event is made text for the logger, though nothing is logged', async () => {
      const channel = await subscribed(contract(), await connected(contract()), 'logs')
      const received = collect(channel, 'e')
      const spy = vi.spyOn(JSON, 'stringify')
      try {
        await contract().publish('logs', 'e', { x: 1 })
        await contract().until(() => received.length === 1, 'the event')
        expect(spy.mock.calls.map(([value]) => value as unknown)).toContainEqual([
          'Event recd',
          expect.objectContaining({ event: 'e', channel: 'logs', data: { x: 1 } }),
        ])
      } finally {
        spy.mockRestore()
      }
    })
  })
}
