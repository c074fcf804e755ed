import { beforeEach, describe, expect, it } from 'vitest'
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
