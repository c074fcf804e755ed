import { beforeEach, describe, expect, it } from 'vitest'
import type { HubEvent } from '../../../src/protocol/index.ts'
import { RawWire } from '../raw-wire.ts'

let seen: HubEvent[]
let wire: RawWire

beforeEach(() => {
  seen = []
  wire = new RawWire({}, { observe: (event) => seen.push(event) })
})
const ofType = <Type extends HubEvent['type']>(type: Type) =>
  seen.filter((event): event is HubEvent & { type: Type } => event.type === type)

describe('what an observer gets of an event', () => {
  it('is the payload, the excluded connection and the receivers of one that was published', () => {
    const [first, second] = [wire.connect(), wire.connect()]
    first.subscribe('private-a')
    second.subscribe('private-a')
    wire.hub.publish('3', {
      channels: ['private-a'],
      event: 'e',
      data: '{"a":1}',
      socketId: first.socketId,
    })
    wire.hub.publish('3', { channels: ['private-a', 'b'], event: 'f', data: '2' })
    expect(ofType('published')).toMatchObject([
      { channels: ['private-a'], event: 'e', data: '{"a":1}', socketId: first.socketId, deliveries: 1 },
      { channels: ['private-a', 'b'], event: 'f', data: '2', socketId: null, deliveries: 2 },
    ])
  })

  it('is the payload, the member and the receivers of a client event, or why it was refused', () => {
    const [ana, ben] = [wire.connect(), wire.connect()]
    ana.subscribe('presence-room', { member: { user_id: 'ana' } })
    ben.subscribe('presence-room', { member: { user_id: 'ben' } })
    ana.say({ event: 'client-typing', channel: 'presence-room', data: { on: true } })
    ana.say({ event: 'client-typing', channel: 'private-other', data: {} })
    expect(ofType('client-event')).toMatchObject([
      { socketId: ana.socketId, userId: 'ana', data: '{"on":true}', deliveries: 1 },
    ])
    expect(ofType('client-event-refused')).toMatchObject([
      {
        socketId: ana.socketId,
        channel: 'private-other',
        event: 'client-typing',
        reason: 'Client event rejected - not subscribed to channel private-other',
      },
    ])
  })

  it('leaves the connections of tools out of the receivers', () => {
    const tool = wire.connect(undefined, { isTool: true })
    const app = wire.connect(undefined, { origin: 'http://localhost:5173' })
    tool.subscribe('a')
    app.subscribe('a')
    wire.hub.publish('3', { channels: ['a'], event: 'e', data: '1' })
    expect(ofType('connected')).toMatchObject([
      { isTool: true, origin: null },
      { isTool: false, origin: 'http://localhost:5173' },
    ])
    expect(ofType('published')).toMatchObject([{ deliveries: 1 }])
  })
})

describe('the connections of an app', () => {
  it('have their origin, their age and the count of their frames', () => {
    const client = wire.connect(undefined, { origin: 'http://localhost:5173' })
    client.subscribe('a')
    client.say({ event: 'pusher:ping', data: {} })
    expect(wire.hub.connections('3')).toEqual([
      {
        socketId: client.socketId,
        userId: null,
        channels: ['a'],
        origin: 'http://localhost:5173',
        isTool: false,
        since: wire.clock.now(),
        received: 2,
        sent: client.take().length,
      },
    ])
  })

  it('are closed one by one, by any code', () => {
    const [first, second] = [wire.connect(), wire.connect()]
    expect(wire.hub.closeConnection('3', first.socketId, 4200, 'Closed')).toBe(true)
    expect(wire.hub.closeConnection('3', first.socketId, 4200, 'Closed')).toBe(false)
    expect(first.closed).toEqual({ code: 4200, reason: 'Closed' })
    expect(wire.hub.connections('3').map(({ socketId }) => socketId)).toEqual([second.socketId])
  })
})
