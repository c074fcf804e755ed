import { closeCodes, type App } from '../protocol/index.ts'
import { Authorization } from './authorization.ts'
import { createEndpoints } from './endpoints.ts'
import { MockHistory } from './history.ts'
import { createClient } from './mock-client.ts'
import { listConnections } from './mock-connections.ts'
import { MockError } from './mock-error.ts'
import type { MockPusher, MockPusherOptions, MockUser } from './mock-types.ts'
import type { MockNetwork } from './network.ts'
import { Publisher } from './publisher.ts'
import type { PusherClient, PusherOptions } from './pusher-types.ts'
import { joinRemotely } from './remote-member.ts'
import { waitForQuiet, waitUntil } from './waiting.ts'
import { World } from './world.ts'

/** WebSocket's own code for a connection that died. */
const abnormalClosure = 1006
const defaultApp: App = {
  id: '1',
  key: 'mock-key',
  secret: 'mock-secret',
  webhooks: [{ url: 'https://webhooks.mock' }],
}
const defaultUser: MockUser = { id: 'me', info: { name: 'Me' } }

/**
 * Pusher in memory for one test or story: the real pusher-js on one end, the whole protocol on the other.
 *
 * @example
 * const mock = createMockPusher()
 * const logs = mock.client().subscribe('logs')
 * logs.bind('log', (line) => show(line))
 * await mock.subscribed('logs')
 * mock.trigger('logs', 'log', { text: 'hello' })
 */
export function createMockPusher(options: MockPusherOptions = {}): MockPusher {
  const { seed = 1, latency = 0, user: providerUser = defaultUser, channels = null } = options
  const app = { ...defaultApp, ...options.app }
  const world = new World(app, seed, { latency, connect: 'accept', loss: 'none' })
  const authorization = new Authorization(world)
  const history = new MockHistory(`mock-${seed}`)
  const publisher = new Publisher(world, history, channels)
  const buildClient = createClient(world, authorization, options.Pusher)
  const endpoints = createEndpoints({
    world,
    authorization,
    publisher,
    history,
    user: providerUser,
    messages: options.messages,
  })

  function alive(): void {
    if (!world.disposed) return
    throw new MockError(
      'mock_disposed',
      'Expected a living mock but got one that was disposed; create one mock per test and dispose it last.',
    )
  }

  function closeAll(code: number, reason: string): void {
    for (const socket of world.sockets) {
      if (code === abnormalClosure) socket.break()
      else socket.drop({ code, reason })
    }
  }

  function open(appKey: string, clientOptions: Partial<PusherOptions>, user: MockUser): PusherClient {
    alive()
    const client = buildClient(appKey, clientOptions, user)
    world.clients.add(client)
    return client.pusher
  }

  return {
    app,
    fetch: endpoints,
    provider: {
      appKey: app.key,
      createClient: (appKey, clientOptions = {}) => open(appKey, clientOptions, providerUser),
      fetch: endpoints,
    },
    get network(): MockNetwork {
      return world.network
    },
    set network(change: Partial<MockNetwork>) {
      alive()
      world.network = { ...world.network, ...change }
    },
    get frames() {
      return world.transcript.frames
    },
    onFrame(listener) {
      alive()
      return world.transcript.watch(listener)
    },
    get connections() {
      return listConnections(world)
    },
    get webhooks() {
      return world.hub.webhooks(app.id)
    },
    client: ({ user = providerUser, ...clientOptions } = {}) => open(app.key, clientOptions, user),
    trigger(names, event, data, { socketId } = {}) {
      alive()
      publisher.publish(typeof names === 'string' ? [names] : names, event, data, socketId)
    },
    join(channel, member) {
      alive()
      return joinRemotely(world, channel, member)
    },
    sendToUser(userId, event, data) {
      alive()
      publisher.sendToUser(userId, event, data)
    },
    terminateUser(userId) {
      alive()
      world.hub.terminateUser(app.id, userId)
    },
    channel: (name) => world.hub.channel(app.id, name),
    authorize(decide) {
      alive()
      return authorization.use(decide)
    },
    drop({ code = closeCodes.reconnect, reason = '' } = {}) {
      alive()
      closeAll(code, reason)
    },
    outage({ code = abnormalClosure } = {}) {
      alive()
      world.outage = true
      closeAll(code, '')
    },
    restore() {
      alive()
      world.outage = false
    },
    offline() {
      alive()
      if (world.offline) return
      world.offline = true
      for (const client of world.clients) client.tell('offline')
    },
    online() {
      alive()
      if (!world.offline) return
      world.offline = false
      closeAll(abnormalClosure, '')
      for (const client of world.clients) client.tell('online')
    },
    async subscribed(channel, waitOptions) {
      alive()
      await waitUntil(
        world,
        `a subscription to "${channel}"`,
        () => isSubscribed(world, channel),
        waitOptions,
      )
    },
    async settled(waitOptions) {
      alive()
      await waitForQuiet(world, waitOptions)
    },
    dispose: () => world.dispose(),
  }
}

/** On both ends: for a while after its socket is lost, pusher-js goes on as if it were subscribed. */
function isSubscribed({ hub, app, clients }: World, channel: string): boolean {
  const held = hub.connections(app.id).filter(({ channels }) => channels.includes(channel))
  return [...clients].some(
    ({ pusher }) =>
      pusher.channel(channel)?.subscribed &&
      held.some(({ socketId }) => socketId === pusher.connection.socket_id),
  )
}
