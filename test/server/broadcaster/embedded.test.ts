import { expect, it } from 'vitest'
import { embedded } from 'react-pusher-kit/server'
import { RawWire } from '../../protocol/raw-wire.ts'

it('ends the oldest connections of a user, exactly, and only where it has more than may stay', () => {
  const wire = new RawWire()
  const broadcaster = embedded({ hub: wire.hub, app: wire.app })
  const clients = Array.from({ length: 3 }, () => wire.connect())
  for (const client of clients) client.signIn({ id: 'ada' })
  void broadcaster.endOldestConnections?.('ada', 3)
  expect(clients.map(({ closed }) => closed)).toEqual([null, null, null])
  const fourth = wire.connect()
  fourth.signIn({ id: 'ada' })
  expect([...clients, fourth].map(({ closed }) => closed?.code)).toEqual([
    4009,
    undefined,
    undefined,
    undefined,
  ])
})
