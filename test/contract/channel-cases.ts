import { describe, expect, it } from 'vitest'
import { collect, connected, subscribed, type CurrentContract } from './contract.ts'

export function channelCases(contract: CurrentContract): void {
  describe('channel', () => {
    it.each(['logs', 'private-a', 'cache-a', 'private-cache-a'])(
      '%s delivers events in order',
      async (name) => {
        const channel = await subscribed(contract(), await connected(contract()), name)
        const received = collect(channel, 'e')
        for (let i = 0; i < 5; i++) await contract().publish(name, 'e', { i })
        await contract().until(() => received.length === 5, 'five events')
        expect(received).toEqual([0, 1, 2, 3, 4].map((i) => ({ i })))
      },
    )

    it.each([{ text: 'ä€𝄞' }, 'text', 7, null, true, [1, 2], {}])(
      'delivers the payload %j unchanged',
      async (data) => {
        const channel = await subscribed(contract(), await connected(contract()), 'logs')
        const received = collect(channel, 'e')
        await contract().publish('logs', 'e', data)
        await contract().until(() => received.length === 1, 'an event')
        expect(received).toEqual([data])
      },
    )

    it('reads a text that is JSON as what it says, as pusher-js does', async () => {
      const channel = await subscribed(contract(), await connected(contract()), 'logs')
      const received = collect(channel, 'e')
      for (const text of ['7', '{"x":1}', 'plain']) await contract().publish('logs', 'e', text)
      await contract().until(() => received.length === 3, 'three events')
      expect(received).toEqual([7, { x: 1 }, 'plain'])
    })

    it('leaves out the socket that is excluded', async () => {
      const ada = await connected(contract())
      const bob = await connected(contract())
      const heardByAda = collect(await subscribed(contract(), ada, 'logs'), 'e')
      const heardByBob = collect(await subscribed(contract(), bob, 'logs'), 'e')
      await contract().publish('logs', 'e', 1, ada.connection.socket_id)
      await contract().publish('logs', 'e', 2)
      await contract().until(() => heardByAda.length === 1 && heardByBob.length === 2, 'both events')
      expect([heardByAda, heardByBob]).toEqual([[2], [1, 2]])
    })

    it('is silent after unsubscribing', async () => {
      const pusher = await connected(contract())
      const received = collect(await subscribed(contract(), pusher, 'logs'), 'e')
      pusher.unsubscribe('logs')
      await contract().until(() => !contract().channel('logs').occupied, 'the channel to be vacated')
      await contract().publish('logs', 'e', 1)
      await subscribed(contract(), pusher, 'other')
      expect(received).toEqual([])
    })

    it('tells the number of its subscribers', async () => {
      const channel = await subscribed(contract(), await connected(contract()), 'logs')
      const counts = collect<{ subscription_count: number }>(channel, 'pusher:subscription_count')
      await subscribed(contract(), await connected(contract()), 'logs')
      await contract().until(() => channel.subscriptionCount === 2, 'the count')
      expect(counts.at(-1)).toEqual({ subscription_count: 2 })
    })

    it('refuses a wrong signature and stays pending', async () => {
      const pusher = await connected(contract(), {
        channelAuthorization: {
          customHandler: (_, callback) => callback(null, { auth: 'key:forged' }),
        },
      })
      const errors = collect<{ type: string }>(pusher.connection, 'error')
      const channel = pusher.subscribe('private-a')
      await contract().until(() => errors.length === 1, 'an error')
      expect(errors[0]).toMatchObject({ type: 'PusherError', data: { code: null } })
      expect([channel.subscribed, channel.subscriptionPending]).toEqual([false, true])
      expect(contract().channel('private-a').occupied).toBe(false)
    })

    it.each(['cache-a', 'private-cache-a'])(
      '%s says cache_miss, and gives its last event to newcomers',
      async (name) => {
        const early = (await connected(contract())).subscribe(name)
        const misses = collect(early, 'pusher:cache_miss')
        await contract().until(() => misses.length === 1, 'a cache miss')
        await contract().publish(name, 'e', 1)
        await contract().publish(name, 'e', 2)
        const late = (await connected(contract())).subscribe(name)
        const received = collect(late, 'e')
        await contract().until(() => received.length === 1, 'the last event')
        expect(received).toEqual([2])
      },
    )

    it('cache-a gives its last event for 30 minutes, and then cache_miss', async () => {
      const channel = await subscribed(contract(), await connected(contract()), 'cache-a')
      const received = collect(channel, 'e')
      await contract().publish('cache-a', 'e', 1)
      await contract().until(() => received.length === 1, 'the event')
      await contract().age(29 * 60_000)
      const early = collect((await connected(contract())).subscribe('cache-a'), 'e')
      await contract().until(() => early.length === 1, 'the cached event')
      await contract().age(60_000)
      const late = (await connected(contract())).subscribe('cache-a')
      const [lateEvents, misses] = [collect(late, 'e'), collect(late, 'pusher:cache_miss')]
      await contract().until(() => misses.length === 1, 'a cache miss')
      expect([early, lateEvents]).toEqual([[1], []])
    })

    it('cache channels do not keep client events', async () => {
      const ada = await subscribed(contract(), await connected(contract()), 'private-cache-a')
      const bob = await subscribed(contract(), await connected(contract()), 'private-cache-a')
      const received = collect(bob, 'client-x')
      ada.trigger('client-x', {})
      await contract().until(() => received.length === 1, 'the event')
      const misses = collect((await connected(contract())).subscribe('private-cache-a'), 'pusher:cache_miss')
      await contract().until(() => misses.length === 1, 'a cache miss')
      expect(contract().channel('private-cache-a').cached).toBeNull()
    })

    it.each(['private-encrypted-a', 'private-encrypted-cache-a'])(
      '%s carries sealed events',
      async (name) => {
        const channel = await subscribed(contract(), await connected(contract()), name)
        const received = collect(channel, 'e')
        await contract().publish(name, 'e', { secret: 'ä' })
        await contract().until(() => received.length === 1, 'an event')
        expect(received).toEqual([{ secret: 'ä' }])
      },
    )
  })
}
