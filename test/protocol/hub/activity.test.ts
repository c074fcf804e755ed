import { beforeEach, describe, expect, it } from 'vitest'
import { RawWire } from '../raw-wire.ts'

let wire: RawWire

beforeEach(() => {
  wire = new RawWire()
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
