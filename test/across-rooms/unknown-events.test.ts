import { defineChannels, type } from 'react-pusher-kit/channels'
import { createPusherKit, type KitOptions, type PusherKit } from 'react-pusher-kit/client'
import { createMockPusher, type MockPusher } from 'react-pusher-kit/mock'
import { createPusherServer, devTokens, embedded } from 'react-pusher-kit/server'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

const channels = defineChannels({
  'private-notes-{id}': {
    events: { note: type<{ text: string }>() },
    clientEvents: { 'client-moved': type<object>() },
    messages: { rename: type<{ name: string }>() },
  },
  'presence-room': { events: {} },
})
/** A channel and an event, which the types do not know. */
interface Row {
  channel: string
  event: string
  code?: string
}

const undeclared: readonly Row[] = [
  { channel: 'private-other', event: 'note', code: 'undeclared_channel' },
  { channel: 'private-notes-1', event: 'nota', code: 'undeclared_event' },
  { channel: 'private-notes-1', event: 'constructor', code: 'undeclared_event' },
  { channel: 'private-notes-1', event: '__proto__', code: 'undeclared_event' },
  { channel: 'presence-room', event: 'note', code: 'undeclared_event' },
  { channel: 'private-user-42', event: 'note', code: 'undeclared_channel' },
  { channel: 'logs', event: 'lgo', code: 'undeclared_channel' },
]
const declared: Row = { channel: 'private-notes-1', event: 'note' }
/** Names that the types do not know. */
const otherChannel: string = 'private-other'
const declaredChannel: string = 'private-notes-1'
const ownEvents: readonly Row[] = [
  { channel: 'logs', event: 'log' },
  { channel: 'admin', event: 'admin_event' },
  { channel: 'private-admin', event: 'admin_event' },
  { channel: 'private-admin', event: 'usage.alert' },
  { channel: 'private-user-42', event: 'progress.updated' },
  { channel: 'private-user-42', event: 'content.generated' },
]
const data = { text: 'hello' }
const remedy = /defineChannels\(\).*unknownEvents: 'allow'/

/** Whoever is asked may publish: only the declaration refuses. */
const policies: object = Object.fromEntries(
  ['private-notes-{id}', 'private-other', 'presence-room', 'private-user-{id}', 'logs'].map((pattern) => [
    pattern,
    { publish: () => true },
  ]),
)

function createServer(
  unknownEvents?: 'refuse' | 'allow',
  declaration: typeof channels | undefined = channels,
) {
  return createPusherServer({
    broadcaster: { ...embedded(), send: () => Promise.resolve(0) },
    authenticate: devTokens({ token: { id: '42' } }),
    rateLimit: false,
    ...(declaration && { channels: declaration }),
    ...(unknownEvents && { unknownEvents }),
    authorize: policies,
  })
}

function trigger(server: ReturnType<typeof createServer>, body: object, path = 'realtime/trigger') {
  return server.fetch(
    new Request(`http://localhost/api/v1/${path}`, {
      method: 'POST',
      headers: { authorization: 'Bearer token', 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
  )
}

describe('the server', () => {
  it.each(undeclared)('refuses $event on $channel: $code', async ({ channel, event, code }) => {
    const server = createServer()
    const refusal = { status: 400, code, message: expect.stringMatching(remedy) as string }
    await expect(server.publish(channel, event, data)).rejects.toMatchObject(refusal)
    const response = await trigger(server, { channel, event, data })
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({
      code,
      field: code === 'undeclared_event' ? 'event' : 'channel',
    })
  })

  it('publishes none of a batch with an undeclared event', async () => {
    const server = createServer()
    const sent = vi.spyOn(server.broadcaster, 'send')
    const events: { channel: string; event: string; data: unknown }[] = [
      { ...declared, data },
      { channel: 'private-notes-1', event: 'nota', data },
    ]
    await expect(server.publishBatch(events)).rejects.toMatchObject({ code: 'undeclared_event' })
    expect(sent).not.toHaveBeenCalled()
  })

  it.each([declared, ...ownEvents])('publishes $event on $channel', async ({ channel, event }) => {
    await expect(createServer().publish(channel, event, data)).resolves.not.toThrow()
  })

  it('publishes by itself on channels that are not declared', async () => {
    const server = createServer()
    await expect(server.publishLog({ text: 'line' })).resolves.toMatchObject({ firstSeq: 1 })
    await expect(server.publishRunEvent({ threadId: 'run', eventType: 'started' })).resolves.toBeNull()
    await expect(server.createTask('42', 'quiz').progress(50)).resolves.not.toThrow()
  })

  it.each(undeclared)(
    'with unknownEvents: allow publishes $event on $channel',
    async ({ channel, event }) => {
      await expect(createServer('allow').publish(channel, event, data)).resolves.not.toThrow()
    },
  )

  it('allows everything without a declaration', async () => {
    const server = createPusherServer({
      broadcaster: { ...embedded(), send: () => Promise.resolve(0) },
      authenticate: () => null,
    })
    const empty = createPusherServer({
      broadcaster: { ...embedded(), send: () => Promise.resolve(0) },
      authenticate: () => null,
      channels: {},
    })
    for (const { channel, event } of undeclared) {
      await expect(server.publish(channel, event, data)).resolves.toBeDefined()
      await expect(empty.publish(channel, event, data)).resolves.toBeDefined()
    }
  })

  it('lets a policy decide on valid payloads only', async () => {
    const publish = vi.fn(() => true)
    const server = createPusherServer({
      broadcaster: { ...embedded(), send: () => Promise.resolve(0) },
      authenticate: devTokens({ token: { id: '42' } }),
      channels: defineChannels({
        'private-sums': {
          events: {
            sum: {
              '~standard': {
                version: 1,
                vendor: 'test',
                validate: (value) =>
                  typeof value === 'number'
                    ? { value: value + 1 }
                    : { issues: [{ message: 'Expected a number.' }] },
              },
            },
          },
        },
      }),
      authorize: { 'private-sums': { publish } },
    })
    const refused = await trigger(server, { channel: 'private-sums', event: 'sum', data: 'many' })
    expect(await refused.json()).toMatchObject({ code: 'invalid_field', error: 'Expected a number.' })
    expect(publish).not.toHaveBeenCalled()
    expect((await trigger(server, { channel: 'private-sums', event: 'sum', data: 1 })).status).toBe(200)
    expect(publish).toHaveBeenCalledWith(expect.objectContaining({ event: 'sum', data: 2 }))
  })

  it('checks the declared messages of a channel', async () => {
    const rename = vi.fn()
    const server = createPusherServer({
      broadcaster: { ...embedded(), send: () => Promise.resolve(0) },
      authenticate: devTokens({ token: { id: '42' } }),
      channels,
      messages: { rename, other: rename },
      authorize: { 'private-notes-{id}': { publish: () => true } },
    })
    const send = (messageType: string) =>
      trigger(
        server,
        { channel: 'private-notes-1', message_type: messageType, payload: { name: 'a' } },
        'pusher/message',
      )
    expect((await send('rename')).status).toBe(200)
    expect(rename).toHaveBeenCalledTimes(1)
    const refused = await send('other')
    expect(refused.status).toBe(400)
    expect(await refused.json()).toMatchObject({ code: 'undeclared_event', field: 'message_type' })
    expect(rename).toHaveBeenCalledTimes(1)
  })
})

describe('the mock', () => {
  const mocks: { dispose: () => void }[] = []
  const create: typeof createMockPusher = (options) => {
    const mock = createMockPusher(options)
    mocks.push(mock)
    return mock
  }
  afterEach(() => mocks.splice(0).forEach((mock) => mock.dispose()))

  it.each(undeclared)('refuses $event on $channel: $code', ({ channel, event, code }) => {
    const mock = create({ channels })
    expect(() => mock.trigger(channel, event, data)).toThrow(
      expect.objectContaining({ code, message: expect.stringMatching(remedy) as string }) as Error,
    )
  })

  it.each([declared, ...ownEvents, { channel: 'presence-room', event: 'client-typing' }])(
    'publishes $event on $channel',
    ({ channel, event }) => {
      expect(() => create({ channels }).trigger(channel, event, data)).not.toThrow()
    },
  )

  it.each(undeclared)('with unknownEvents: allow publishes $event on $channel', ({ channel, event }) => {
    const mock = create({ channels, unknownEvents: 'allow' })
    expect(() => mock.trigger(channel, event, data)).not.toThrow()
  })

  it('allows everything without a declaration', () => {
    for (const { channel, event } of undeclared) {
      expect(() => create().trigger(channel, event, data)).not.toThrow()
      expect(() => create({ channels: {} }).trigger(channel, event, data)).not.toThrow()
    }
  })
})

describe('the client', () => {
  let mock: MockPusher
  let kits: PusherKit[] = []
  beforeEach(() => {
    mock = createMockPusher()
  })
  afterEach(() => {
    for (const kit of kits.splice(0)) kit.dispose()
    mock.dispose()
  })
  const open = (options: KitOptions = {}) => {
    const kit = createPusherKit({ ...mock.provider, channels, ...options })
    kits.push(kit)
    return kit
  }

  it.each(undeclared)('triggers no $event on $channel', async ({ channel, event }) => {
    await expect(open().trigger(channel, event, data)).rejects.toMatchObject({
      code: 'trigger_failed',
      reason: 'undeclared',
      message: expect.stringMatching(remedy) as string,
    })
  })

  it('triggers no undeclared client event', async () => {
    await expect(open().trigger(declaredChannel, 'client-x', {})).rejects.toMatchObject({
      reason: 'undeclared',
    })
  })

  it('subscribes to no undeclared channel, and reports it once', async () => {
    const onError = vi.fn()
    const kit = open({ onError })
    const lease = kit.subscribe('private-other')
    kit.subscribe('private-notes-1')
    await mock.subscribed('private-notes-1')
    expect(kit.channel('private-other').getSnapshot()).toMatchObject({
      status: 'error',
      error: {
        code: 'subscription_failed',
        type: 'Undeclared',
        message: expect.stringMatching(remedy) as string,
      },
    })
    expect(onError).toHaveBeenCalledTimes(1)
    kit.retry('private-other')
    expect(kit.channel('private-other').getSnapshot().status).toBe('error')
    expect(mock.channel('private-other').occupied).toBe(false)
    lease.release()
  })

  it('listens to no undeclared event, and reports it', async () => {
    const onError = vi.fn()
    const handler = vi.fn()
    const kit = open({ onError })
    kit.listen(declaredChannel, 'nota', handler)
    const heard = vi.fn()
    kit.listen(declaredChannel, 'note', heard)
    expect(onError).toHaveBeenCalledWith(
      expect.objectContaining({ code: 'invalid_config', message: expect.stringMatching(remedy) as string }),
    )
    await mock.subscribed('private-notes-1')
    mock.trigger('private-notes-1', 'nota', data)
    mock.trigger('private-notes-1', 'note', data)
    await vi.waitFor(() => expect(heard).toHaveBeenCalled())
    expect(handler).not.toHaveBeenCalled()
  })

  it('listens to the events of the kit and of Pusher on any channel that carries them', async () => {
    const onError = vi.fn()
    const kit = open({ onError })
    kit.listen('private-notes-1', 'pusher:subscription_succeeded', vi.fn())
    for (const { channel, event } of ownEvents) {
      kit.listen(channel, event, vi.fn())
      await mock.subscribed(channel)
    }
    expect(onError).not.toHaveBeenCalled()
  })

  it('with unknownEvents: allow, or without a declaration, allows everything', async () => {
    const onError = vi.fn()
    for (const options of [{ unknownEvents: 'allow' as const }, { channels: undefined }, { channels: {} }]) {
      const kit = open({ onError, ...options })
      const heard = vi.fn()
      const stop = kit.listen(otherChannel, 'whatever', heard)
      await mock.subscribed('private-other')
      mock.trigger(otherChannel, 'whatever', data)
      await vi.waitFor(() => expect(heard).toHaveBeenCalled())
      await kit.trigger(otherChannel, 'whatever', data)
      stop()
      kit.dispose()
    }
    expect(onError).not.toHaveBeenCalled()
  })
})
