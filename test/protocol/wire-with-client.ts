import { RawWire, type RawClient } from './raw-wire.ts'

interface WireWithClient {
  wire: RawWire
  client: RawClient
}

/** A hub of its own with one client, which has read its handshake. */
export function wireWithClient(): WireWithClient {
  const wire = new RawWire()
  const client = wire.connect()
  client.take()
  return { wire, client }
}

/** The same, with the client on `private-a` and `presence-room`. */
export function wireWithSubscriber(): WireWithClient {
  const { wire, client } = wireWithClient()
  client.subscribe('private-a')
  client.subscribe('presence-room', { member: { user_id: 'ada' } })
  client.take()
  return { wire, client }
}
