import { describe, expect, it } from 'vitest'
import { defineChannels, type } from 'react-pusher-kit/channels'
import { createPusherServer, embedded, HttpError, memoryStore } from 'react-pusher-kit/server'
import type { Broadcaster, Message } from 'react-pusher-kit/server'
import { adminEvents } from '../../../src/channels/index.ts'
import { channels, demoServer } from '../demo-server.ts'

const epoch = expect.any(String) as string

/** A server whose backend keeps what it gets; a store whose content can be read. */
function ownServer(declared: Parameters<typeof defineChannels>[0] = channels) {
  const sent: Message[][] = []
  const backend: Broadcaster = {
    ...embedded(),
    send: async (messages) => {
      sent.push([...messages])
      return null
    },
  }
  const store = memoryStore()
  const server = createPusherServer({
    authenticate: () => null,
    broadcaster: backend,
    channels: declared,
    unknownEvents: 'allow',
    store,
  })
  const stored = async (channel: string) => (await store.history({ channel, limit: 100 })).events
  return { server, sent, store, stored }
}

describe('server.publish with several channels', () => {
  it('answers one receipt per channel, in their order, and sends plain ones in one call', async () => {
    const { server, sent, stored } = ownServer()
    await server.publish('private-user-42', 'notification', {})
    const names = ['public-a', 'private-user-42', 'public-b', 'private-user-43']
    const receipts = await server.publish(names, 'note', { text: 'hi' })
    expect(receipts).toEqual([
      null,
      { firstSeq: 2, lastSeq: 2, epoch, repeated: false },
      null,
      { firstSeq: 1, lastSeq: 1, epoch, repeated: false },
    ])
    await server.close()
    const plain = sent.flat().filter(({ channels: [first = ''] }) => first.startsWith('public'))
    expect(plain).toMatchObject([
      { channels: ['public-a', 'public-b'], event: 'note', data: '{"text":"hi"}' },
    ])
    expect(await stored('private-user-43')).toMatchObject([{ event: 'note', data: { text: 'hi' } }])
  })

  it('publishes once in a channel that is named twice', async () => {
    const { server, sent } = ownServer()
    const receipts = await server.publish(
      ['private-user-1', 'public-a', 'private-user-1', 'public-a'],
      'note',
      {
        text: 'hi',
      },
    )
    const receipt = { firstSeq: 1, lastSeq: 1, epoch, repeated: false }
    expect(receipts).toEqual([receipt, null, receipt, null])
    await server.close()
    expect(sent.flat()).toHaveLength(2)
  })

  it('leaves the connection out that caused the event', async () => {
    const { server, sent } = ownServer()
    await server.publish(['public-a', 'public-b'], 'x', {}, { socketId: '1.2' })
    expect(sent.flat()).toMatchObject([{ channels: ['public-a', 'public-b'], socketId: '1.2' }])
  })

  it('publishes nothing when one of the channels or the payload is refused', async () => {
    const { server, sent, stored } = ownServer()
    const refused = [
      server.publish(['private-user-42', 'a b'], 'note', {}),
      server.publish(['private-user-42', 'public-a'], 'note', { text: 7 }),
      server.publish([], 'note', {}),
      server.publish(
        Array.from({ length: 101 }, (_, index) => `public-${index}`),
        'note',
        {},
      ),
      server.publish('a b', 'note', {}),
    ]
    const results = await Promise.allSettled(refused)
    const codes = results.map((result) => (result as { reason?: HttpError }).reason?.code)
    expect(codes).toEqual([
      'invalid_field',
      'invalid_field',
      'invalid_field',
      'too_many_channels',
      'invalid_field',
    ])
    expect(await stored('private-user-42')).toEqual([])
    expect(sent).toEqual([])
  })

  it('publishes once in each channel for one idempotency key', async () => {
    const { server, sent } = ownServer()
    const options = { idempotencyKey: 'k' }
    await server.publish('public-a', 'x', { n: 1 }, options)
    await server.publish('private-user-42', 'x', { n: 1 }, options)
    const receipts = await server.publish(['public-a', 'private-user-42', 'public-b'], 'x', { n: 1 }, options)
    expect(receipts).toMatchObject([null, { lastSeq: 1, repeated: true }, null])
    await server.publish(['public-b', 'public-a'], 'x', { n: 1 }, options)
    const other = server.publish(['public-c', 'public-a'], 'x', { n: 2 }, options)
    await expect(other).rejects.toMatchObject({ code: 'idempotency_conflict' })
    // The key of public-c was given back.
    await server.publish(['public-c'], 'x', { n: 3 }, options)
    await server.close()
    const plain = sent.flat().filter(({ channels: [first = ''] }) => first.startsWith('public'))
    expect(plain.map((message) => [message.channels, message.data])).toEqual([
      [['public-a'], '{"n":1}'],
      [['public-b'], '{"n":1}'],
      [['public-c'], '{"n":3}'],
    ])
  })

  it('frees the key in all channels when the backend does not take the event', async () => {
    let isDown = true
    const down = { ...embedded(), send: async () => (isDown ? Promise.reject(new Error('down')) : null) }
    const server = createPusherServer({
      authenticate: () => null,
      broadcaster: { primary: down, retryDelays: [] },
    })
    const publish = () => server.publish(['a', 'b'], 'x', {}, { idempotencyKey: 'k' })
    await expect(publish()).rejects.toMatchObject({ code: 'backend_unavailable' })
    isDown = false
    expect(await publish()).toEqual([null, null])
  })
})

describe('server.publishBatch', () => {
  it('publishes several events, in order, ten plain ones in a call', async () => {
    const { server, sent } = ownServer()
    const plain = Array.from({ length: 12 }, (_, index) => ({
      channel: 'public-a',
      event: 'x',
      data: { index },
    }))
    const receipts = await server.publishBatch([
      { channel: 'private-user-42', event: 'first', data: {} },
      ...plain,
      { channel: 'private-user-42', event: 'second', data: {}, socketId: '1.2' },
    ])
    expect(receipts).toHaveLength(14)
    expect(receipts[0]).toMatchObject({ lastSeq: 1 })
    expect(receipts.at(-1)).toMatchObject({ lastSeq: 2 })
    expect(sent[0]?.map(({ data }) => data)).toEqual(plain.map(({ data }) => JSON.stringify(data)))
    await server.close()
  })

  it('publishes an event once for its idempotency key', async () => {
    const { server, sent, stored } = ownServer()
    const batch = [
      { channel: 'public-a', event: 'x', data: {}, idempotencyKey: '1' },
      { channel: 'private-user-42', event: 'x', data: {}, idempotencyKey: '1' },
      { channel: 'public-a', event: 'y', data: {}, idempotencyKey: '2' },
    ]
    await server.publishBatch(batch)
    expect(await server.publishBatch(batch)).toMatchObject([null, { repeated: true }, null])
    expect(sent.flat().filter(({ channels: [name] }) => name === 'public-a')).toHaveLength(2)
    expect(await stored('private-user-42')).toHaveLength(1)
    await server.close()
  })

  it('publishes nothing when one event is refused, and names its place', async () => {
    const { server, sent, stored } = ownServer()
    const first = { channel: 'private-user-42', event: 'x', data: {} }
    const refused = (second: object) => server.publishBatch([first, { ...first, ...second }])
    await expect(refused({ channel: 'a b' })).rejects.toMatchObject({ field: 'events[1].channel' })
    await expect(refused({ event: 'pusher:x' })).rejects.toMatchObject({ field: 'event' })
    await expect(refused({ socketId: 'x' })).rejects.toMatchObject({ field: 'socket_id' })
    await expect(server.publishBatch([])).rejects.toMatchObject({ field: 'events' })
    expect(await stored('private-user-42')).toEqual([])
    expect(sent).toEqual([])
  })
})

describe('server.publishLog', () => {
  it('publishes a line as POST /api/v1/logs does, with its defaults', async () => {
    const store = memoryStore()
    const { server, post } = demoServer({ store })
    const line = { text: 'built', level: 'warning', fields: { ms: 7 }, timestamp: '2024-01-01T00:00:00Z' }
    expect(await server.publishLog(line)).toEqual({ firstSeq: 1, lastSeq: 1, epoch, repeated: false })
    expect((await post('/api/v1/logs', line)).status).toBe(202)
    const { events } = await store.history({ channel: 'logs', limit: 10 })
    const data = {
      text: 'built',
      thread_id: 'default',
      level: 'warn',
      timestamp: '2024-01-01T00:00:00.000Z',
      fields: { ms: 7 },
    }
    expect(events.map((event) => event.data)).toEqual([data, data])
    expect(events[0]?.timestamp).toBe(events[1]?.timestamp)
    await server.close()
  })

  it('publishes many lines in one append', async () => {
    const { server, stored } = ownServer()
    const before = Date.now()
    const receipt = await server.publishLog([{ text: 'a', thread_id: 'build-1' }, { text: 'b' }])
    expect(receipt).toMatchObject({ firstSeq: 1, lastSeq: 2 })
    const events = await stored('logs')
    expect(events.map(({ data }) => data)).toMatchObject([
      { text: 'a', thread_id: 'build-1', level: 'info' },
      { text: 'b', thread_id: 'default', level: 'info' },
    ])
    expect(events[0]?.timestamp).toBeGreaterThanOrEqual(before)
    expect(events[0]?.data).not.toHaveProperty('fields')
    await server.close()
  })

  it('publishes once for its idempotency key', async () => {
    const { server, stored } = ownServer()
    await server.publishLog({ text: 'a' }, { idempotencyKey: 'k' })
    expect(await server.publishLog({ text: 'a' }, { idempotencyKey: 'k' })).toMatchObject({ repeated: true })
    expect(await stored('logs')).toHaveLength(1)
    await server.close()
  })

  it.each([
    ['text', { text: 7 }],
    ['[1].level', [{ text: 'a' }, { text: 'b', level: 'loud' }]],
    ['fields', { text: 'a', fields: [1] }],
    ['fields', { text: 'a', fields: 'x' }],
    ['body', []],
  ])('refuses a line whose %s makes no sense', async (field, lines) => {
    const { server } = ownServer()
    await expect(server.publishLog(lines as never)).rejects.toMatchObject({ code: 'invalid_field', field })
  })
})

describe('server.publishRunEvent', () => {
  const run = { threadId: 'run-1', eventType: 'checkpoint_saved', checkpointId: 'c-1', status: 'running' }

  it('publishes the envelope on the channel that everybody may join', async () => {
    const { server, sent } = ownServer({})
    expect(await server.publishRunEvent(run)).toBeNull()
    expect(sent.flat()).toEqual([
      {
        channels: ['admin'],
        event: 'admin_event',
        data: JSON.stringify({
          type: 'run_event',
          data: {
            thread_id: 'run-1',
            event_type: 'checkpoint_saved',
            checkpoint_id: 'c-1',
            status: 'running',
          },
        }),
      },
    ])
  })

  it('publishes on private-admin where the app declares that channel', async () => {
    const declared = defineChannels({
      admin: { events: {} },
      [adminEvents.privateChannel]: { events: { admin_event: type<object>() }, persist: true },
    })
    const { server, stored, store } = ownServer(declared)
    expect(await server.publishRunEvent({ threadId: 'run-1', eventType: 'started' })).toMatchObject({
      lastSeq: 1,
    })
    const data = { thread_id: 'run-1', event_type: 'started', checkpoint_id: null, status: null }
    expect(await stored('private-admin')).toMatchObject([
      { event: 'admin_event', data: { type: 'run_event', data } },
    ])
    const ofRun = await store.history({ channel: 'private-admin', limit: 10, threadIds: ['run-1'] })
    expect(ofRun.events).toHaveLength(1)
    await server.close()
  })

  it('stays on admin where only a pattern matches private-admin', async () => {
    const { server, sent } = ownServer(defineChannels({ 'private-{topic}': { events: {} } }))
    await server.publishRunEvent(run)
    expect(sent.flat()).toMatchObject([{ channels: ['admin'] }])
  })

  it.each([
    ['threadId', { threadId: '' }],
    ['threadId', { threadId: 7 }],
    ['eventType', { eventType: undefined }],
    ['status', { status: {} }],
    ['checkpointId', { checkpointId: 7 }],
  ])('refuses a %s that is no text', async (field, wrong) => {
    const { server } = ownServer({})
    await expect(server.publishRunEvent({ ...run, ...wrong } as never)).rejects.toMatchObject({
      code: 'invalid_field',
      field,
    })
  })
})

describe('a line of publishLog', () => {
  it.each([
    ['is short', 'x'],
    ['is long', 'x'.repeat(5000)],
  ])('that %s is made JSON of once', async (_, text) => {
    const { server, sent } = ownServer()
    let count = 0
    const counted = { toJSON: () => (count += 1) }
    await server.publishLog({ text, fields: { counted } })
    expect.soft(count).toBe(1)
    await expect.poll(() => sent).toHaveLength(1)
    expect(count).toBe(1)
  })
})
