import { beforeEach, describe, expect, it } from 'vitest'
import { createHub } from '../../../src/protocol/index.ts'
import { ManualClock } from '../manual-clock.ts'
import { RawWire } from '../raw-wire.ts'

let wire: RawWire

beforeEach(() => {
  wire = new RawWire()
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
    expect(Object.values(wire.hub.size())).toEqual([0, 0, 0, 0, 0, 0, 0, 0])
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
