import { Agent } from 'node:http'
import Pusher from 'pusher'
import PusherJs from 'pusher-js'
import { describe, expect, it, onTestFinished } from 'vitest'
import { endClient } from '../../run/end-client.ts'
import { type ConsoleServer, startConsole } from './console-server.ts'

function client({ dev }: ConsoleServer, options: object = {}): PusherJs {
  const pusher = new PusherJs(dev.app.key, {
    wsHost: '127.0.0.1',
    wsPort: dev.port,
    forceTLS: false,
    cluster: '',
    enabledTransports: ['ws'],
    channelAuthorization: { endpoint: `${dev.url}/api/v1/pusher/auth`, transport: 'ajax' },
    ...options,
  })
  onTestFinished(() => endClient(pusher))
  return pusher
}

function official({ dev }: ConsoleServer, settings: { secret?: string; agent?: Agent } = {}): Pusher {
  const { id: appId, key, secret } = dev.app
  const at = { host: '127.0.0.1', port: String(dev.port), useTLS: false }
  return new Pusher({ appId, key, secret, ...at, ...settings })
}

const joined = (channel: ReturnType<PusherJs['subscribe']>) =>
  new Promise((resolve) => channel.bind('pusher:subscription_succeeded', resolve))

describe('the feed of the dev server', () => {
  it('records connections, subscriptions and publishes with payload, sender, bytes and deliveries', async () => {
    const server = await startConsole()
    const feed = server.read()
    const [ana, ben] = [client(server), client(server)]
    await Promise.all([joined(ana.subscribe('news')), joined(ben.subscribe('news'))])
    await official(server).trigger('news', 'made', { title: 'é' }, { socket_id: ana.connection.socket_id })
    await expect
      .poll(() => feed.records.find(({ kind }) => kind === 'publish'))
      .toMatchObject({
        kind: 'publish',
        channels: ['news'],
        event: 'made',
        sender: 'HTTP API',
        socketId: ana.connection.socket_id,
        data: '{"title":"é"}',
        bytes: 14,
        deliveries: 1,
      })
    expect(feed.records.map(({ event }) => event).toSorted()).toEqual([
      'connected',
      'connected',
      'made',
      'subscribed',
      'subscribed',
    ])
    expect(feed.records.map(({ id }) => id)).toEqual([1, 2, 3, 4, 5])
    ana.disconnect()
    await expect.poll(() => feed.records.at(-1)).toMatchObject({ event: 'disconnected', kind: 'connection' })
  })

  it('records what is refused, and lists it as a problem with its count', async () => {
    const server = await startConsole()
    const feed = server.read()
    await expect(official(server, { secret: 'wrong' }).trigger('news', 'made', {})).rejects.toThrow('401')
    await expect(official(server, { secret: 'wrong' }).trigger('news', 'made', {})).rejects.toThrow('401')
    const stranger = new PusherJs('no-such-key', {
      wsHost: '127.0.0.1',
      wsPort: server.dev.port,
      forceTLS: false,
      cluster: '',
      enabledTransports: ['ws'],
    })
    onTestFinished(() => endClient(stranger))
    await expect.poll(() => feed.records.filter(({ kind }) => kind === 'refusal')).toHaveLength(3)
    const state = (await (await server.ask('state')).json()) as {
      problems: { times: number; event: string }[]
    }
    expect(state.problems).toMatchObject([
      { event: 'connection refused', times: 1 },
      { event: expect.stringMatching(/^POST \/apps\//) as string, times: 2 },
    ])
    expect(JSON.stringify(feed.records)).not.toContain(server.dev.app.secret)
  })

  it('leaves the sockets of the Console out, also as receivers', async () => {
    const server = await startConsole()
    const feed = server.read()
    const tool = client(server, { wsPath: '/dev-console' })
    await joined(tool.subscribe('news'))
    await official(server).trigger('news', 'made', {})
    await expect.poll(() => feed.records).toMatchObject([{ event: 'made', deliveries: 0 }])
    expect(await (await server.ask('state')).json()).toMatchObject({ connections: 0, channels: 0 })
  })

  it('goes on after the last record of a page that comes back, without a hole', async () => {
    const server = await startConsole()
    const first = server.read()
    const publisher = official(server)
    for (let count = 0; count < 3; count += 1) await publisher.trigger('news', `e${count}`, {})
    await expect.poll(() => first.records).toHaveLength(3)
    first.close()
    for (let count = 3; count < 6; count += 1) await publisher.trigger('news', `e${count}`, {})
    const second = server.read(3)
    await expect.poll(() => second.records.map(({ event }) => event)).toEqual(['e3', 'e4', 'e5'])
    // A page of an earlier start of the server has read further.
    const third = server.read(9_999)
    await expect.poll(() => third.records.map(({ id }) => id)).toEqual([1, 2, 3, 4, 5, 6])
  })

  it('keeps ten thousand records, and counts what fell out', async () => {
    const server = await startConsole()
    // A thousand sockets at once are more than a busy machine opens in time.
    const agent = new Agent({ keepAlive: true, maxSockets: 8 })
    onTestFinished(() => agent.destroy())
    const publisher = official(server, { agent })
    const events = Array.from({ length: 10 }, (_, index) => ({
      channel: 'news',
      name: `e${index}`,
      data: '{}',
    }))
    await Promise.all(Array.from({ length: 1001 }, () => publisher.triggerBatch(events)))
    const feed = server.read()
    await expect.poll(() => feed.records.at(-1)?.id).toBe(10_010)
    expect(feed.records.map(({ id }) => id)).toEqual(Array.from({ length: 10_000 }, (_, index) => 11 + index))
    expect(feed.dropped).toBe(10)
  })

  it('records a webhook that is not accepted when its first attempt failed', async () => {
    const server = await startConsole({
      config: {
        channels: {},
        authorize: {},
        webhooks: [{ url: 'http://127.0.0.1:9/hook', events: ['channel_occupied'] }],
      },
    })
    const feed = server.read()
    client(server).subscribe('news')
    await expect
      .poll(() => feed.records.find(({ kind }) => kind === 'webhook'))
      .toMatchObject({ event: 'retrying', channels: ['news'], sender: 'http://127.0.0.1:9/hook' })
  })
})

describe('the state of the server', () => {
  it('ticks the steps of an app as they happen, and counts the messages of the day', async () => {
    const server = await startConsole()
    const state = async () => (await (await server.ask('state')).json()) as Record<string, unknown>
    const none = { connected: false, subscribed: false, published: false, delivered: false }
    expect(await state()).toMatchObject({
      steps: none,
      usage: { messages: 0, limit: 200_000, isExact: true },
    })
    await official(server).trigger('news', 'made', {})
    expect(await state()).toMatchObject({ steps: { ...none, published: true } })
    await joined(client(server).subscribe('news'))
    expect(await state()).toMatchObject({
      steps: { connected: true, subscribed: true, published: true, delivered: false },
    })
    const event = { channels: ['news'], event: 'made', data: {} }
    await server.ask('publish', { method: 'POST', body: { events: [event] } })
    // The call of the official package, the one of the Console, its delivery, and the webhook of the occupied channel.
    await expect.poll(state).toMatchObject({ steps: { delivered: true }, usage: { messages: 4 } })
    const { minutes } = await state()
    expect((minutes as { events: number }[]).reduce((sum, { events }) => sum + events, 0)).toBe(2)
  })
})
