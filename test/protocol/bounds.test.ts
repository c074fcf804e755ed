import { describe, expect, it } from 'vitest'
import { limits, type HubEvent } from '../../src/protocol/index.ts'
import { boundedCollections } from '../bounds-page.ts'
import { RawWire, type RawClient } from './raw-wire.ts'

const errors = (client: RawClient): unknown[] => client.take().filter(({ event }) => event === 'pusher:error')

/** Webhooks that never get an answer. */
const silentHooks = (events: HubEvent[] = []) =>
  new RawWire(
    { webhooks: [{ url: 'http://x' }], subscriptionCount: false },
    { observe: (event) => events.push(event), postWebhook: () => new Promise<number>(() => undefined) },
  )

/** By the name of the collection on the page: tries to pass its bound. */
const attempts: Readonly<Record<string, () => void>> = {
  'connections of an app'() {
    const wire = new RawWire()
    for (let i = 0; i < limits.connections; i++) wire.connect()
    expect(wire.connect().closed).toMatchObject({ code: 4004 })
    expect(wire.hub.size().connections).toBe(limits.connections)
    const small = new RawWire({ maxConnections: 2 })
    const codes = Array.from({ length: 3 }, () => small.connect().closed?.code)
    expect(codes).toEqual([undefined, undefined, 4004])
  },
  'channels of a connection'() {
    const wire = new RawWire()
    const client = wire.connect()
    for (let i = 0; i < limits.channelsPerConnection; i++) client.subscribe(`c${i}`)
    client.take()
    client.subscribe('one-more')
    expect(errors(client)).toMatchObject([
      { data: { code: null, message: expect.stringContaining('limit of 1000 channels') as string } },
    ])
    expect(wire.hub.size().subscriptions).toBe(limits.channelsPerConnection)
    client.say({ event: 'pusher:unsubscribe', data: { channel: 'c0' } })
    client.subscribe('one-more')
    expect(wire.hub.channel('3', 'one-more').occupied).toBe(true)
  },
  'channels of all connections'() {
    const wire = new RawWire({ subscriptionCount: false })
    const subscribe = (client: RawClient, count: number): void => {
      for (let i = 0; i < count; i++) client.say({ event: 'pusher:subscribe', data: { channel: `c${i}` } })
      client.take()
    }
    const clients = Array.from({ length: limits.subscriptions / 1000 }, () => wire.connect())
    for (const client of clients) subscribe(client, 1000)
    const late = wire.connect()
    late.subscribe('c0')
    expect(errors(late)).toMatchObject([
      { data: { code: null, message: expect.stringContaining('limit of 250000 subscriptions') as string } },
    ])
    expect(wire.hub.size().subscriptions).toBe(limits.subscriptions)
    // What a connection lets go of, by leaving or by its end, is free for others.
    clients[0]?.say({ event: 'pusher:unsubscribe', data: { channel: 'c0' } })
    clients[0]?.say({ event: 'pusher:unsubscribe', data: { channel: 'c0' } })
    clients[1]?.leave()
    subscribe(late, 1000)
    const other = wire.connect()
    other.subscribe('c0')
    expect(errors(other)).toEqual([])
    other.subscribe('c1')
    expect(errors(other)).toHaveLength(1)
    expect(wire.hub.size().subscriptions).toBe(limits.subscriptions)
  },
  'members of a presence channel'() {
    const wire = new RawWire()
    for (let i = 0; i < limits.presenceMembers; i++) {
      wire.connect().subscribe('presence-a', { member: { user_id: i } })
    }
    const client = wire.connect()
    client.subscribe('presence-a', { member: { user_id: 'late' } })
    expect(errors(client)).toHaveLength(1)
    expect(wire.hub.size().members).toBe(limits.presenceMembers)
  },
  'bytes of a member’s info'() {
    const client = new RawWire().connect()
    client.subscribe('presence-a', { member: { user_id: 1, user_info: 'x'.repeat(limits.presenceInfo) } })
    expect(errors(client)).toHaveLength(1)
  },
  'users on a watchlist'() {
    const wire = new RawWire()
    const client = wire.connect()
    client.signIn({ id: 'ada', watchlist: Array.from({ length: limits.watchlist + 1 }, (_, i) => `u${i}`) })
    const frames = client.take()
    expect(frames.at(-1)).toMatchObject({
      event: 'pusher_internal:watchlist_events',
      data: { events: [{ user_ids: expect.objectContaining({ length: limits.watchlist }) as string[] }] },
    })
  },
  'users with a limit of connections'() {
    const wire = new RawWire()
    for (let i = 0; i <= limits.limitedUsers; i++) wire.hub.endOldestConnections('3', `u${i}`, 1)
    const twice = (id: string): (number | undefined)[] => {
      const clients = [wire.connect(), wire.connect()]
      for (const client of clients) client.signIn({ id })
      return clients.map(({ closed }) => closed?.code)
    }
    expect(twice('u0')).toEqual([undefined, undefined])
    expect(twice('u1')).toEqual([4009, undefined])
  },
  'client events of the last second'() {
    const client = new RawWire().connect()
    client.subscribe('private-a')
    client.take()
    for (let i = 0; i < 1000; i++) client.say({ event: 'client-x', channel: 'private-a', data: 1 })
    expect(errors(client)).toHaveLength(1000 - limits.clientEventsPerSecond)
  },
  'last events of cache channels'() {
    const wire = new RawWire()
    for (let i = 0; i <= limits.cachedEvents; i++) {
      wire.hub.publish('3', { channels: [`cache-${i}`], event: 'e', data: '1' })
    }
    expect(wire.hub.size().cachedEvents).toBe(limits.cachedEvents)
    expect(wire.hub.channel('3', 'cache-0').cached).toBeNull()
    expect(wire.hub.channel('3', `cache-${limits.cachedEvents}`).cached).not.toBeNull()
  },
  'departures before their webhook'() {
    const wire = new RawWire(
      { webhooks: [{ url: 'http://x', events: ['channel_vacated'] }] },
      { postWebhook: () => Promise.resolve(200) },
    )
    const client = wire.connect()
    for (let i = 0; i < limits.heldDepartures + 5; i++) {
      client.subscribe(`c${i}`)
      client.say({ event: 'pusher:unsubscribe', data: { channel: `c${i}` } })
    }
    expect(wire.hub.webhooks('3').flatMap(({ events }) => events.map(({ channel }) => channel))).toEqual([
      'c0',
      'c1',
      'c2',
      'c3',
      'c4',
    ])
  },
  'webhooks on their way'() {
    const events: HubEvent[] = []
    const wire = silentHooks(events)
    const client = wire.connect()
    for (let i = 0; i < limits.pendingWebhooks; i++) {
      client.subscribe(`c${i}`)
      if (i % 2 === 0) continue
      for (const each of [i - 1, i])
        client.say({ event: 'pusher:unsubscribe', data: { channel: `c${each}` } })
    }
    wire.clock.advance(3000)
    expect(wire.hub.size().pendingWebhooks).toBe(limits.pendingWebhooks)
    expect(events.filter(({ type }) => type === 'webhooks-dropped')).toEqual([
      { type: 'webhooks-dropped', appId: '3', kept: limits.pendingWebhooks },
    ])
    expect(wire.clock.pending).toBe(limits.pendingWebhooks + 1)
  },
  'deliveries that can be read back'() {
    const wire = silentHooks()
    const client = wire.connect()
    for (let i = 0; i <= limits.keptWebhooks; i++) {
      client.subscribe(`c${i}`)
      client.say({ event: 'pusher:unsubscribe', data: { channel: `c${i}` } })
    }
    const kept = wire.hub.webhooks('3')
    expect(kept).toHaveLength(limits.keptWebhooks)
    expect(kept[0]?.events).toEqual([{ name: 'channel_occupied', channel: 'c1' }])
  },
  'bytes of a frame'() {
    const client = new RawWire().connect()
    client.sayRaw(JSON.stringify({ event: 'x'.repeat(limits.clientFrame) }))
    expect(client.closed).toMatchObject({ code: 1009 })
  },
  'nesting of JSON'() {
    const client = new RawWire().connect()
    client.take()
    client.sayRaw(`{"event":"pusher:ping","data":${'['.repeat(1001)}${']'.repeat(1001)}}`)
    expect(client.take()).toMatchObject([
      { event: 'pusher:error', data: { message: expect.stringContaining('Invalid frame') as string } },
    ])
  },
}

describe('a bound of the hub', () => {
  it('stands in docs/bounds.md, and every one that stands there is tried', () => {
    expect(boundedCollections('protocol')).toEqual(Object.keys(attempts))
  })

  it.each(Object.entries(attempts))('holds for %s', (_, attempt) => {
    expect(attempt).not.toThrow()
  })
})
