import { beforeEach, describe, expect, it } from 'vitest'
import { RawWire } from '../raw-wire.ts'

let wire: RawWire

beforeEach(() => {
  wire = new RawWire()
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
