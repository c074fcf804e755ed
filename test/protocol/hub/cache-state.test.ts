import { beforeEach, describe, expect, it } from 'vitest'
import type { RawClient, RawWire } from '../raw-wire.ts'
import { wireWithClient } from '../wire-with-client.ts'

let wire: RawWire
let client: RawClient

beforeEach(() => {
  ;({ wire, client } = wireWithClient())
})

const events = (from: RawClient): string[] => from.take().map(({ event }) => event)

describe('a cache channel', () => {
  it.each(['cache-a', 'private-cache-a', 'private-encrypted-cache-a'])(
    'says cache_miss on %s when there is nothing, and gives the last event later',
    (channel) => {
      client.subscribe(channel)
      expect(client.take()).toContainEqual({ event: 'pusher:cache_miss', channel, data: {} })
      wire.hub.publish(wire.app.id, { channels: [channel], event: 'first', data: '1' })
      wire.hub.publish(wire.app.id, { channels: [channel], event: 'second', data: '2' })
      const late = wire.connect()
      late.take()
      late.subscribe(channel)
      expect(late.take().map(({ event }) => event)).toEqual([
        'pusher_internal:subscription_succeeded',
        'second',
        'pusher_internal:subscription_count',
      ])
    },
  )

  it('does it on presence-cache channels too', () => {
    client.subscribe('presence-cache-a', { member: { user_id: 1 } })
    expect(events(client)).toEqual(['pusher_internal:subscription_succeeded', 'pusher:cache_miss'])
  })

  it('forgets after 30 minutes, and keeps the event while nobody is there', () => {
    wire.hub.publish(wire.app.id, { channels: ['cache-a'], event: 'e', data: '1' })
    wire.clock.advance(30 * 60_000 - 1)
    const early = wire.connect()
    early.subscribe('cache-a')
    expect(events(early)).toContain('e')
    wire.clock.advance(1)
    const late = wire.connect()
    late.subscribe('cache-a')
    expect(events(late)).toContain('pusher:cache_miss')
    expect(wire.hub.size().cachedEvents).toBe(0)
  })

  it.each([-3_600_000, 3_600_000])('keeps it for 30 minutes when the clock is set by %d ms', (by) => {
    wire.hub.publish(wire.app.id, { channels: ['cache-a'], event: 'e', data: '1' })
    wire.clock.set(by)
    wire.clock.advance(30 * 60_000 - 1)
    expect(wire.hub.size().cachedEvents).toBe(1)
    wire.clock.advance(1)
    expect(wire.hub.size().cachedEvents).toBe(0)
  })

  it('does not keep client events', () => {
    const other = wire.connect()
    for (const each of [client, other]) each.subscribe('private-cache-a')
    client.say({ event: 'client-x', channel: 'private-cache-a', data: {} })
    expect(events(other)).toContain('client-x')
    expect(wire.hub.channel(wire.app.id, 'private-cache-a').cached).toBeNull()
  })
})
