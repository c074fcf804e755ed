import { beforeEach, describe, expect, it } from 'vitest'
import { limits } from '../../../src/protocol/index.ts'
import { RawWire } from '../raw-wire.ts'

let wire: RawWire

beforeEach(() => {
  wire = new RawWire()
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
