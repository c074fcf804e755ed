import { beforeEach, describe, expect, it } from 'vitest'
import { createHub, limits } from '../../../src/protocol/index.ts'
import { ManualClock } from '../manual-clock.ts'
import { RawWire } from '../raw-wire.ts'

let wire: RawWire

beforeEach(() => {
  wire = new RawWire()
})

describe('the handshake', () => {
  it('gives a socket id and the activity timeout', () => {
    const client = wire.connect()
    expect(client.socketId).toMatch(/^\d+\.\d+$/)
    expect(client.take()).toEqual([
      {
        event: 'pusher:connection_established',
        data: { socket_id: client.socketId, activity_timeout: 120 },
      },
    ])
  })

  it('draws socket ids from the random source it was given, never one twice', () => {
    const seeded = new RawWire({}, { random: () => 0.5 })
    expect([seeded.connect().socketId, seeded.connect().socketId]).toEqual([
      '500000000.500000000',
      '500000000.500000001',
    ])
  })

  it.each([
    ['an unknown app', {}, 'nobody', {}, 4001],
    ['a disabled app', { enabled: false }, undefined, {}, 4003],
    ['a connection without TLS to a TLS-only app', { tlsOnly: true }, undefined, { tls: false }, 4000],
    ['no version', {}, undefined, { query: 'client=js' }, 4008],
    ['a version that is no number', {}, undefined, { query: 'protocol=x' }, 4006],
    ['a version of the past', {}, undefined, { query: 'protocol=3' }, 4007],
    ['a version of the future', {}, undefined, { query: 'protocol=8' }, 4007],
  ])('refuses %s', (_, settings, key, handshake, code) => {
    const client = new RawWire(settings).connect(key, handshake)
    expect(client.take()).toMatchObject([{ event: 'pusher:error', data: { code } }])
    expect(client.closed).toMatchObject({ code })
  })

  it.each(['protocol=4', 'protocol=5', 'protocol=7&client=js&version=8.6.0&flash=false'])(
    'accepts %s',
    (query) => {
      expect(wire.connect(undefined, { query }).closed).toBeNull()
    },
  )

  it('refuses one connection over the quota with 4004, until one has gone', () => {
    const small = new RawWire({ maxConnections: 1 })
    const first = small.connect()
    expect(small.connect().closed).toMatchObject({ code: 4004 })
    first.leave()
    expect(small.connect().closed).toBeNull()
  })
})

describe('a frame', () => {
  it('of ping is answered with pong', () => {
    const client = wire.connect()
    client.take()
    client.say({ event: 'pusher:ping', data: {} })
    expect(client.take()).toEqual([{ event: 'pusher:pong', data: {} }])
  })

  it.each(['', 'hello', '[]', '1', 'null', '{}', '{"event":7}', '{"data":{}}', '{"event":'])(
    'of %j is answered with an error and the connection stays',
    (raw) => {
      const client = wire.connect()
      client.take()
      client.sayRaw(raw)
      expect(client.take()).toMatchObject([{ event: 'pusher:error', data: { code: null } }])
      expect(client.closed).toBeNull()
    },
  )

  it.each([
    ['client-x', '['.repeat(30_000) + ']'.repeat(30_000)],
    ['pusher:subscribe', '{"a":'.repeat(9_000) + '1' + '}'.repeat(9_000)],
  ])('of %s that is nested too deeply to be written again is answered with an error', (event, data) => {
    const client = wire.connect()
    client.subscribe('private-a')
    client.take()
    client.sayRaw(`{"event":"${event}","channel":"private-a","data":${data}}`)
    expect(client.take()).toMatchObject([{ event: 'pusher:error', data: { code: null } }])
  })

  it('with brackets in its texts is not taken for nested', () => {
    const [ada, bob] = [wire.connect(), wire.connect()]
    for (const client of [ada, bob]) client.subscribe('private-a')
    bob.take()
    ada.say({ event: 'client-x', channel: 'private-a', data: `\\"${'['.repeat(5000)}` })
    expect(bob.take()).toHaveLength(1)
  })

  it('with an unknown event is answered with an error', () => {
    const client = wire.connect()
    client.take()
    client.say({ event: 'typing', channel: 'a', data: {} })
    expect(client.take()).toMatchObject([
      { event: 'pusher:error', data: { message: expect.stringContaining('Unknown event typing') as string } },
    ])
  })

  it('of bytes closes with 1003', () => {
    const client = wire.connect()
    client.sayRaw(new Uint8Array([1]))
    expect(client.closed).toMatchObject({ code: 1003 })
  })

  it('over the limit closes with 1009', () => {
    const client = wire.connect()
    client.sayRaw('x'.repeat(limits.clientFrame + 1))
    expect(client.closed).toMatchObject({ code: 1009 })
    expect(wire.hub.size().connections).toBe(0)
  })

  it('after the end is not heard', () => {
    const client = wire.connect()
    client.leave()
    client.take()
    client.say({ event: 'pusher:ping', data: {} })
    expect(client.take()).toEqual([])
  })
})

describe('silence', () => {
  it('is asked after, and closed with 4201 when no answer comes', () => {
    const client = wire.connect()
    client.take()
    wire.clock.advance(150_000)
    expect(client.take()).toEqual([{ event: 'pusher:ping', data: {} }])
    wire.clock.advance(30_000)
    expect(client.closed).toMatchObject({ code: 4201 })
  })

  it.each([-3_600_000, 3_600_000])('lasts as long as it does when the clock is set by %d ms', (by) => {
    const client = wire.connect()
    client.take()
    wire.clock.advance(100_000)
    wire.clock.set(by)
    client.say({ event: 'pusher:pong', data: {} })
    wire.clock.set(by)
    wire.clock.advance(149_000)
    expect(client.take()).toEqual([])
    wire.clock.advance(1000)
    expect(client.take()).toEqual([{ event: 'pusher:ping', data: {} }])
    wire.clock.advance(30_000)
    expect(client.closed).toMatchObject({ code: 4201 })
  })

  it('ends with any frame', () => {
    const client = wire.connect()
    for (let i = 0; i < 10; i++) {
      wire.clock.advance(149_000)
      client.say({ event: 'pusher:pong', data: {} })
    }
    wire.clock.advance(149_000)
    expect(client.closed).toBeNull()
  })

  it('ends with a ping or a pong of the WebSocket protocol itself', () => {
    const client = wire.connect()
    for (let i = 0; i < 10; i++) {
      wire.clock.advance(149_000)
      client.active()
    }
    wire.clock.advance(149_000)
    expect(client.closed).toBeNull()
    client.leave()
    expect(() => client.active()).not.toThrow()
  })

  it('is watched by one timer for all, and by none when nobody is there', () => {
    expect(wire.clock.pending).toBe(0)
    const clients = Array.from({ length: 50 }, () => wire.connect())
    expect(wire.clock.pending).toBe(1)
    for (const client of clients) client.leave()
    expect(wire.clock.pending).toBe(0)
  })
})

describe('the end of a connection', () => {
  it.each([
    ['4', true],
    ['5', true],
    ['6', false],
    ['7', false],
  ])('is told to version %s of the protocol by pusher:error as well: %s', (version, isTold) => {
    const client = wire.connect(undefined, { query: `protocol=${version}` })
    client.signIn({ id: 'ada' })
    client.take()
    wire.hub.terminateUser('3', 'ada')
    expect(client.closed).toMatchObject({ code: 4009 })
    const reason = 'Connection terminated by the application'
    const reported = [{ event: 'pusher:error', data: { code: 4009, message: reason } }]
    expect(client.take()).toEqual(isTold ? reported : [])
  })

  it('after a forged sign-in is told once, to every version', () => {
    for (const version of ['5', '7']) {
      const client = wire.connect(undefined, { query: `protocol=${version}` })
      client.take()
      client.signIn({ id: 'ada' }, 'forged')
      expect(client.take()).toMatchObject([{ event: 'pusher:error', data: { code: 4009 } }])
      expect(client.closed).toMatchObject({ code: 4009 })
    }
  })
})

describe('createHub', () => {
  it('keeps two apps apart', () => {
    const clock = new ManualClock()
    const apps = [
      { id: '1', key: 'a', secret: 's' },
      { id: '2', key: 'b', secret: 's' },
    ]
    const hub = createHub({ apps, clock })
    const received: string[] = []
    const connection = hub.connect('b', { send: (frame) => received.push(frame), close: () => undefined })
    connection.receive('{"event":"pusher:subscribe","data":{"channel":"logs"}}')
    received.length = 0
    hub.publish('1', { channels: ['logs'], event: 'e', data: '1' })
    expect(received).toEqual([])
    hub.publish('2', { channels: ['logs'], event: 'e', data: '1' })
    expect(received).toEqual(['{"event":"e","data":"1","channel":"logs"}'])
  })

  it('lets everything go when it is closed', () => {
    const clients = [wire.connect(), wire.connect()]
    for (const client of clients) client.subscribe('private-a')
    wire.hub.close(4200, 'bye')
    expect(clients.map(({ closed }) => closed?.code)).toEqual([4200, 4200])
    expect(Object.values(wire.hub.size())).toEqual([0, 0, 0, 0, 0, 0, 0])
    expect(wire.clock.pending).toBe(0)
  })

  it('tells an observer what happens', () => {
    const seen: string[] = []
    const observed = new RawWire({}, { observe: ({ type }) => seen.push(type) })
    const client = observed.connect()
    client.subscribe('private-a')
    client.subscribe('private-b', { auth: 'x' })
    client.signIn({ id: '1' })
    client.say({ event: 'client-x', channel: 'private-a', data: 1 })
    observed.hub.publish('3', { channels: ['private-a'], event: 'e', data: '1' })
    observed.call('GET', '/channels')
    client.leave()
    observed.connect('nobody')
    expect(seen).toEqual([
      'connected',
      'subscribed',
      'subscription-refused',
      'signed-in',
      'client-event',
      'published',
      'request',
      'unsubscribed',
      'disconnected',
      'connection-refused',
    ])
  })
})
