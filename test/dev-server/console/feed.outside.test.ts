import { expect, it } from 'vitest'
import { Feed } from '../../../src/dev-server/console/feed.ts'
import { BroadcastError, type Broadcaster } from '../../../src/server/index.ts'

const message = (event: string) => ({ channels: ['news'], event, data: '{"a":1}' })

function outside(send: Broadcaster['send']): Broadcaster {
  return {
    name: 'pusher',
    type: 'pusher',
    key: 'key',
    secret: 'secret',
    cluster: 'eu',
    useTls: true,
    send,
    terminateUser: async () => {},
  }
}

it('records what a backend outside accepted, without receivers', async () => {
  const feed = new Feed()
  await feed.recorded(outside(async () => null)).send([message('a'), { ...message('b'), socketId: '1.2' }])
  expect(feed.ring.after(0)).toMatchObject([
    { kind: 'publish', event: 'a', channels: ['news'], data: '{"a":1}', bytes: 7, deliveries: null },
    { kind: 'publish', event: 'b', socketId: '1.2', note: 'Accepted by pusher' },
  ])
})

it('records the first messages that it accepted, and the refusal of the others', async () => {
  const feed = new Feed()
  const backend = feed.recorded(
    outside(async () => {
      throw new BroadcastError('quota', 'The quota is used up.', null, undefined, 1)
    }),
  )
  await expect(backend.send([message('a'), message('b')])).rejects.toThrow('The quota is used up.')
  expect(feed.ring.after(0)).toMatchObject([
    { kind: 'publish', event: 'a' },
    { kind: 'refusal', event: 'broadcast failed', sender: 'pusher', note: 'The quota is used up.' },
  ])
  expect(feed.problems()).toHaveLength(1)
})
