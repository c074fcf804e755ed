import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { defineChannels } from 'react-pusher-kit/channels'
import { memoryStore } from 'react-pusher-kit/server'
import { Feed } from '../../../src/dev-server/console/feed.ts'
import { createSelfLog } from '../../../src/dev-server/self-log/self-log.ts'
import { createReferenceServer } from '../../../src/dev-server/http/reference-server.ts'
import type { ReferenceServer } from '../../../src/dev-server/http/reference-server.ts'
import { demoSetup } from '../../../src/dev-server/setup/serve-setup.ts'
import type { ServeSetup } from '../../../src/dev-server/setup/serve-setup.ts'
import { testCredentials } from '../demo-server.ts'

const channels = defineChannels({ 'private-news': { events: {}, persist: true } })
const open: ServeSetup = {
  ...demoSetup([]),
  mode: 'config',
  channels,
  authorize: { 'private-news': { subscribe: () => true, publish: () => true, history: () => true } },
}
const closed: ServeSetup = { ...open, authorize: {} }

let reference: ReferenceServer
beforeEach(() => {
  reference = createReferenceServer({
    feed: new Feed(),
    selfLog: createSelfLog(),
    credentials: testCredentials,
    setup: open,
    store: memoryStore(),
    outside: null,
  })
})
afterEach(() => reference.close())

const send = (path: string, body: unknown) =>
  reference.fetch(
    new Request(`http://localhost${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${testCredentials.token}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
  )
const trigger = (data: unknown) =>
  send('/api/v1/realtime/trigger', { channel: 'private-news', event: 'published', data })

/** A subscriber, and the frames that it got. */
async function subscriber() {
  const frames: string[] = []
  const connection = reference.hub.connect(testCredentials.app.key, {
    send: (frame) => void frames.push(frame),
    close: () => void frames.push('closed'),
  })
  const socket = { socket_id: connection.socketId, channel_name: 'private-news' }
  const { auth } = (await (await send('/api/v1/pusher/auth', socket)).json()) as { auth: string }
  connection.receive(JSON.stringify({ event: 'pusher:subscribe', data: { channel: 'private-news', auth } }))
  return frames
}

describe('a setup that takes the place of another', () => {
  it('decides on what comes next, while sockets and their subscriptions stay', async () => {
    const frames = await subscriber()
    await reference.useSetup(closed)
    expect(reference.setup).toBe(closed)
    expect((await trigger({ number: 1 })).status).toBe(403)
    await reference.useSetup(open)
    expect((await trigger({ number: 2 })).status).toBe(200)
    await expect.poll(() => frames.join('\n')).toContain('number')
    expect(frames).not.toContain('closed')
    expect(frames.join('\n')).not.toMatch(/number\\*":1/)
  })

  it('keeps the order of a channel: what was stored goes out before what comes next', async () => {
    const frames = await subscriber()
    const sent: Promise<unknown>[] = []
    for (let number = 1; number <= 60; number++) {
      sent.push(trigger({ number }))
      if (number % 20 === 0) sent.push(reference.useSetup({ ...open }))
    }
    await Promise.all(sent)
    const seqs = () => frames.flatMap((frame) => /seq\\*":(\d+)/.exec(frame)?.[1] ?? []).map(Number)
    await expect.poll(() => seqs().length).toBe(60)
    expect(seqs()).toEqual(Array.from({ length: 60 }, (_, index) => index + 1))
  })

  it('is refused where it cannot be meant, and the one before stays', async () => {
    const broken: ServeSetup = { ...open, origins: ['*'] }
    await expect(reference.useSetup(broken)).rejects.toThrow('Expected exact origins')
    expect(reference.setup).toBe(open)
    expect((await trigger({ number: 1 })).status).toBe(200)
    await reference.useSetup(closed)
    expect(reference.setup).toBe(closed)
  })
})
