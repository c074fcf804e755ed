import { describe, expect, it } from 'vitest'
import type { HubEvent } from '../../src/protocol/index.ts'
import { RawWire } from './raw-wire.ts'

/** What JSON can hold where a text belongs; none of it can be made text safely, or stands for one. */
const odd: readonly [string, unknown][] = [
  ['an object whose toString is null', { toString: null }],
  ['an object whose toString is a text', { toString: 'x', valueOf: 'x' }],
  ['an object with a toJSON', { toJSON: { toJSON: 1 } }],
  ['an object', {}],
  ['a list', [['a']]],
  ['a nested list', [[[[{ toString: null }]]]]],
  ['null', null],
  ['a number', 1e308],
  ['true', true],
]
const inherited = ['constructor', 'toString', 'valueOf', '__proto__', 'hasOwnProperty', 'length', 'prototype']

describe('a frame', () => {
  it.each(
    odd.flatMap(([what, value]) =>
      [
        { event: 'pusher:unsubscribe', data: { channel: value } },
        { event: 'pusher:subscribe', data: { channel: value } },
        { event: 'pusher:subscribe', data: { channel: 'private-x', auth: value } },
        { event: 'pusher:signin', data: value },
        { event: 'client-x', channel: value, data: value },
        { event: value, channel: 'private-a', data: {} },
      ].map((frame): [string, string] => [what, JSON.stringify(frame)]),
    ),
  )('with %s where a text belongs is answered, never thrown: %s', (_, raw) => {
    const client = new RawWire().connect()
    client.subscribe('private-a')
    client.take()
    client.sayRaw(raw)
    expect(client.take()).toMatchObject([{ event: 'pusher:error' }])
  })

  it.each(odd)('with %s in place of channel_data is a subscription without any', (_, value) => {
    const wire = new RawWire()
    const client = wire.connect()
    client.take()
    const auth = 'key:0'
    client.say({ event: 'pusher:subscribe', data: { channel: 'presence-a', auth, channel_data: value } })
    expect(client.take()).toMatchObject([{ event: 'pusher:error' }])
  })

  it.each(odd)(
    'with %s as user_id inside of signed channel_data admits nobody without a text id',
    (_, value) => {
      const wire = new RawWire()
      const client = wire.connect()
      client.take()
      client.subscribe('presence-a', { member: { user_id: value } })
      const events = client.take().map(({ event }) => event)
      const admitted = typeof value === 'number'
      expect(events).toEqual([admitted ? 'pusher_internal:subscription_succeeded' : 'pusher:error'])
    },
  )

  it.each(odd)('with %s as the id of signed user_data signs nobody in', (_, value) => {
    const wire = new RawWire()
    const client = wire.connect()
    client.take()
    client.signIn({ id: value, watchlist: value })
    expect(client.take()).toMatchObject([{ event: 'pusher:error' }])
    expect(wire.hub.size().users).toBe(0)
  })

  it.each(inherited)('may name %s, which every object inherits, as channel, event and user', (name) => {
    const wire = new RawWire()
    const [ada, bob] = [wire.connect(), wire.connect()]
    for (const client of [ada, bob]) {
      client.subscribe(name)
      client.subscribe('presence-a', { member: { user_id: name, user_info: { [name]: 1 } } })
      client.signIn({ id: name, watchlist: [name] })
      client.take()
    }
    ada.say({ event: `client-${name}`, channel: 'presence-a', data: { [name]: name } })
    expect(bob.take()).toMatchObject([{ event: `client-${name}`, user_id: name }])
    wire.hub.publish('3', { channels: [name], event: name, data: '1' })
    expect(bob.take()).toEqual([{ event: name, channel: name, data: 1 }])
    expect(wire.hub.channel('3', 'presence-a').members.map(({ id }) => id)).toEqual([name])
    ada.say({ event: name, data: {} })
    expect(ada.take().at(-1)).toMatchObject({ event: 'pusher:error' })
    ada.say({ event: 'pusher:unsubscribe', data: { channel: `${name}x` } })
    expect(ada.take()).toMatchObject([{ event: 'pusher:error' }])
    expect(wire.connect(name).closed).toMatchObject({ code: 4001 })
  })

  it('that meets a fault of the hub closes its own socket with 1011, is observed once without payload', () => {
    const events: HubEvent[] = []
    const wire = new RawWire({}, { observe: (event) => events.push(event) })
    const [ada, bob] = [wire.connect(), wire.connect()]
    events.length = 0
    wire.clock.monotonic = () => {
      throw new RangeError('secret-payload')
    }
    expect(() => ada.say({ event: 'client-x', channel: 'private-a', data: 'secret-payload' })).not.toThrow()
    expect(() => ada.say({ event: 'pusher:ping' })).not.toThrow()
    expect(ada.closed).toEqual({ code: 1011, reason: 'The server failed on this frame' })
    expect(events.filter(({ type }) => type === 'frame-failed')).toEqual([
      { type: 'frame-failed', appId: '3', socketId: ada.socketId, reason: 'RangeError' },
    ])
    expect(JSON.stringify(events)).not.toContain('secret-payload')
    expect(bob.closed).toBeNull()
  })

  it('that cannot be sent ends its receiver with 1011, and neither its sender nor the others', () => {
    const events: HubEvent[] = []
    const wire = new RawWire({}, { observe: (event) => events.push(event) })
    const [ada, bob] = [wire.connect(), wire.connect()]
    for (const client of [ada, bob]) client.subscribe('logs')
    const broken = wire.connectWith((frame) => {
      if (frame.includes('"event":"e"')) throw new Error('secret-payload')
    })
    broken.receive('{"event":"pusher:subscribe","data":{"channel":"logs"}}')
    for (const client of [ada, bob]) client.take()
    expect(wire.call('POST', '/events', { body: { name: 'e', channel: 'logs', data: '1' } }).status).toBe(200)
    expect(broken.closes).toEqual([[1011, 'The server failed on this frame']])
    for (const client of [ada, bob]) expect(client.take().map(({ event }) => event)).toContain('e')
    expect(wire.hub.size().subscriptions).toBe(2)
    expect(JSON.stringify(events)).not.toContain('secret-payload')
  })

  it('is answered whatever the sender of webhooks throws', async () => {
    const wire = new RawWire(
      { webhooks: [{ url: 'http://x' }] },
      {
        postWebhook: () => {
          throw new Error('thrown on purpose by a sender')
        },
      },
    )
    const client = wire.connect()
    client.subscribe('logs')
    expect(client.take().map(({ event }) => event)).toContain('pusher_internal:subscription_succeeded')
    await Promise.resolve()
    expect(wire.hub.webhooks('3').map(({ state }) => state)).toContain('pending')
  })

  it('is answered whatever its observer throws', () => {
    const wire = new RawWire(
      {},
      {
        observe: () => {
          throw new Error('thrown on purpose by an observer')
        },
      },
    )
    const client = wire.connect()
    client.subscribe('logs')
    expect(client.take().map(({ event }) => event)).toContain('pusher_internal:subscription_succeeded')
    expect(wire.call('GET', '/channels').status).toBe(200)
  })
})

describe('a request of the HTTP API', () => {
  it.each(
    odd.flatMap(([what, value]) =>
      [
        { name: value, channel: 'logs', data: '1' },
        { name: 'e', channel: 'logs', data: value },
        { name: 'e', channels: [value], data: '1' },
        { name: 'e', channels: value, data: '1' },
        value,
      ].map((body): [string, string] => [what, JSON.stringify(body)]),
    ),
  )('with %s where a text belongs is 400, never thrown: %s', (_, body) => {
    expect(new RawWire().callRaw('POST', '/events', body, {}).status).toBe(400)
    const batch = `{"batch":[${body}]}`
    expect(new RawWire().callRaw('POST', '/batch_events', batch, {}).status).toBe(400)
  })

  it.each(inherited)('may name %s as channel, event, app, parameter and user', (name) => {
    const wire = new RawWire()
    const client = wire.connect()
    client.subscribe(name)
    client.take()
    const body = { name, channels: [name], data: name, info: 'subscription_count' }
    const response = wire.call('POST', '/events', { body, params: { [name]: name } })
    expect(response.status).toBe(200)
    expect(Object.keys((JSON.parse(response.body) as { channels: object }).channels)).toEqual([name])
    expect(client.take()).toEqual([{ event: name, channel: name, data: name }])
    expect(wire.call('GET', `/channels/${name}`, { params: { info: name } }).status).toBe(400)
    expect(wire.call('POST', `/users/${name}/terminate_connections`).status).toBe(200)
    expect(
      wire.hub.handle({ method: 'GET', path: `/apps/${name}/channels`, query: '', body: '' }).status,
    ).toBe(404)
    expect(wire.call('GET', `/${name}`).status).toBe(404)
  })

  it('that meets a fault of the hub is 500 without details, and observed by the name of the error', () => {
    const events: HubEvent[] = []
    const wire = new RawWire({}, { observe: (event) => events.push(event) })
    const request = { method: 'GET', path: '/apps/3/channels', query: '', body: '' }
    wire.clock.now = () => {
      throw new RangeError('secret-payload')
    }
    const response = wire.hub.handle(request)
    expect(response).toMatchObject({ status: 500, contentType: 'text/plain' })
    expect(response.body + JSON.stringify(events)).not.toContain('secret-payload')
    expect(events).toEqual([
      { type: 'request', method: 'GET', path: request.path, status: 500, reason: 'RangeError' },
    ])
  })
})
