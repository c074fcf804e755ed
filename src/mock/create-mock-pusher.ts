import type { ChannelDefinitions } from '../channels/index.ts'
import type { CheckedChannels, UnknownEvents } from '../channels/internal.ts'
import { closeCodes, type App } from '../protocol/index.ts'
import { AppServer } from './backend/app-server.ts'
import { Authorization } from './backend/authorization.ts'
import { createEndpoints } from './backend/endpoints.ts'
import { MockHistory } from './state/history.ts'
import { createClient } from './transport/mock-client.ts'
import { MockConnections } from './transport/mock-connections.ts'
import { MockError } from './mock-error.ts'
import type { MockPusher, MockPusherOptions } from './mock-pusher.ts'
import type { MockUser } from './mock-user.ts'
import type { MockNetwork } from './transport/network.ts'
import { Publisher } from './backend/publisher.ts'
import { reconnectNow } from './transport/pusher-internals.ts'
import type { PusherClient, PusherJsOptions } from './transport/pusher-types.ts'
import { joinRemotely } from './backend/remote-member.ts'
import { waitForQuiet, waitUntil } from './timing/waiting.ts'
import { MockContext } from './state/mock-context.ts'

/** The standard WebSocket code for a lost connection. */
const abnormalClosure = 1006
const defaultApp: App = {
  id: '1',
  key: 'mock-key',
  secret: 'mock-secret',
  webhooks: [{ url: 'https://webhooks.mock' }],
}
/** ms; below the 5000 that Vitest and Jest allow for a test, so that the error with the last frames comes first. */
const defaultWaitTimeout = 3500
const defaultUser: MockUser = { id: 'me', info: { name: 'Me' } }

/**
 * Creates Pusher in memory for one test or story: the real pusher-js, connected to a server that implements the whole
 * protocol.
 *
 * @throws {@link MockError} when both `server` and `messages` are given, or the function `server` returns no server
 * @example
 * ```ts
 * const mock = createMockPusher()
 * const logs = mock.client().subscribe('logs')
 * logs.bind('log', (line: unknown) => show(line))
 * await mock.subscribed('logs')
 * mock.trigger('logs', 'log', { text: 'hello' })
 * mock.dispose()
 * ```
 */
export function createMockPusher<
  const Channels extends ChannelDefinitions = ChannelDefinitions,
  const Unknown extends UnknownEvents = 'refuse',
>(options: MockPusherOptions<Channels, Unknown> = {}): MockPusher<CheckedChannels<Channels, Unknown>> {
  const {
    seed = 1,
    latency = 0,
    user: providerUser = defaultUser,
    channels = null,
    unknownEvents = 'refuse',
    waitTimeout = defaultWaitTimeout,
  } = options
  const app = { ...defaultApp, ...options.app }
  const context = new MockContext(app, seed, { latency, connect: 'accept', loss: 'none' })
  const connections = new MockConnections()
  const authorization = new Authorization(context)
  const history = new MockHistory(`mock-${seed}`)
  if (options.server && options.messages) throw decidedTwice('messages')
  const server = options.server ? new AppServer(context, options.server) : null
  // With the app's own server, the mock numbers no events.
  const publisher = new Publisher(context, server ? null : history, channels, unknownEvents === 'refuse')
  const buildClient = createClient(
    { context, sockets: connections.sockets, authorization, server },
    options.Pusher,
  )
  const endpoints = createEndpoints({
    context,
    connections,
    authorization,
    publisher,
    history,
    user: providerUser,
    messages: options.messages,
    server,
  })

  function alive(): void {
    if (!context.disposed) return
    throw new MockError(
      'mock_disposed',
      'Expected an active mock but got a disposed one; create one mock per test and dispose it last.',
    )
  }

  function closeAll(code: number, reason: string): void {
    for (const socket of connections.sockets) {
      if (code === abnormalClosure) socket.break()
      else socket.drop({ code, reason })
    }
  }

  function open(appKey: string, clientOptions: Partial<PusherJsOptions>, user: MockUser): PusherClient {
    alive()
    const client = buildClient(appKey, clientOptions, user)
    connections.clients.add(client)
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
      return context.network
    },
    set network(change: Partial<MockNetwork>) {
      alive()
      context.network = { ...context.network, ...change }
    },
    get frames() {
      return context.transcript.frames
    },
    onFrame(listener) {
      alive()
      return context.transcript.watch(listener)
    },
    get connections() {
      return connections.list(context)
    },
    get webhooks() {
      return context.hub.webhooks(app.id)
    },
    client: ({ user = providerUser, ...clientOptions } = {}) => open(app.key, clientOptions, user),
    trigger(names: string | readonly string[], event: string, data: unknown, { socketId } = {}) {
      alive()
      publisher.publish(typeof names === 'string' ? [names] : names, event, data, socketId)
    },
    join(channel: string, member) {
      alive()
      return joinRemotely(context, connections.remotes, channel, member)
    },
    sendToUser(userId, event, data) {
      alive()
      publisher.sendToUser(userId, event, data)
    },
    terminateUser(userId) {
      alive()
      context.hub.terminateUser(app.id, userId)
    },
    channel: (name) => context.hub.channel(app.id, name),
    authorize(decide) {
      alive()
      if (server) throw decidedTwice('mock.authorize()')
      return authorization.use(decide)
    },
    http(fault) {
      alive()
      return context.faults.add(fault)
    },
    drop({ code = closeCodes.reconnect, reason = '' } = {}) {
      alive()
      closeAll(code, reason)
    },
    outage({ code = abnormalClosure } = {}) {
      alive()
      context.outage = true
      closeAll(code, '')
    },
    restore({ reconnect = 'by timer' } = {}) {
      alive()
      context.outage = false
      if (reconnect === 'now') for (const { pusher } of connections.clients) bringBack(connections, pusher)
    },
    offline() {
      alive()
      if (context.offline) return
      context.offline = true
      for (const client of connections.clients) client.emitNetworkEvent('offline')
    },
    online() {
      alive()
      if (!context.offline) return
      context.offline = false
      closeAll(abnormalClosure, '')
      for (const client of connections.clients) client.emitNetworkEvent('online')
    },
    async subscribed(channel, { timeout = waitTimeout } = {}) {
      alive()
      await waitUntil(
        context,
        `a subscription to "${channel}"`,
        () => isSubscribed(context, connections, channel),
        timeout,
      )
    },
    async settled({ timeout = waitTimeout } = {}) {
      alive()
      await waitForQuiet(context, timeout)
    },
    dispose: () => context.dispose(connections),
  }
}

function decidedTwice(what: string): MockError {
  return new MockError(
    'conflicting_options',
    `Expected either \`server\` or ${what} but got both; the server's policies and handlers decide. Use mock.http() to make its requests fail.`,
  )
}

/** Reconnects a client that lost its connection, unless it disconnected itself. */
function bringBack(connections: MockConnections, pusher: PusherClient): void {
  const { state, socket_id: socketId } = pusher.connection
  const isAway = state === 'connecting' || state === 'unavailable'
  // For a while after the socket is lost, pusher-js still has the state `connected`.
  if (isAway || (state === 'connected' && !connections.socketOf(socketId))) reconnectNow(pusher)
}

/** Checks both sides: for a while after the socket is lost, pusher-js still has `subscribed` set. */
function isSubscribed({ hub, app }: MockContext, { clients }: MockConnections, channel: string): boolean {
  const held = hub.connections(app.id).filter(({ channels }) => channels.includes(channel))
  return [...clients].some(
    ({ pusher }) =>
      pusher.channel(channel)?.subscribed &&
      held.some(({ socketId }) => socketId === pusher.connection.socket_id),
  )
}
