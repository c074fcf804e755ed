import { createServer } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import HttpPusher from 'pusher'
import Pusher from 'pusher-js'
import { attachPusherListener } from '../../src/dev-server/http/pusher-listener.ts'
import { createHub, nacl, type App, type HubOptions } from '../../src/protocol/index.ts'
import { endClient } from '../run/end-client.ts'
import { patience } from '../run/time-limits.ts'
import { AgeingClock } from './ageing-clock.ts'
import type { Contract, ContractUser } from './contract.ts'
import { officialAt } from '../dev-server/settings-at.ts'

/** The hub over real sockets, and the official package for everything a server does. */
export interface DevServerContract extends Contract {
  readonly http: HttpPusher
  readonly port: number
}

export async function devServerContract(
  settings: Partial<App> = {},
  options: Partial<HubOptions> = {},
): Promise<DevServerContract> {
  const app: App = {
    id: '4711',
    key: 'key',
    secret: 'secret',
    webhooks: [{ url: 'http://127.0.0.1/webhooks' }],
    ...settings,
  }
  const clock = new AgeingClock()
  const hub = createHub({ apps: [app], clock, postWebhook: () => Promise.resolve(200), ...options })
  const server = createServer((request, response) => {
    if (listener.handles(request)) void listener.handle(request, response)
    else response.writeHead(404).end()
  })
  const listener = attachPusherListener(server, hub)
  const sockets = new Set<Socket>()
  let admitted = true
  server.on('connection', (socket) => {
    if (!admitted) socket.destroy()
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const http = new HttpPusher({
    ...officialAt(port, app),
    encryptionMasterKeyBase64: Buffer.from('0123456789abcdef0123456789abcdef').toString('base64'),
  })
  const clients: Pusher[] = []

  function sign(socketId: string, channel: string, user?: ContractUser) {
    if (!user || !channel.startsWith('presence-')) return http.authorizeChannel(socketId, channel)
    const member = { user_id: user.id as string, ...(user.info ? { user_info: user.info } : {}) }
    return http.authorizeChannel(socketId, channel, member)
  }

  return {
    app,
    http,
    port,
    sign,
    connect({ user = { id: 'me' }, ...clientOptions } = {}) {
      const pusher = new Pusher(app.key, {
        cluster: '',
        // By name: TLS, which one case asks for, names no addresses.
        wsHost: 'localhost',
        wsPort: port,
        wssPort: port,
        forceTLS: false,
        enabledTransports: ['ws'],
        nacl,
        channelAuthorization: {
          customHandler: ({ socketId, channelName }, callback) =>
            callback(null, sign(socketId, channelName, user)),
        },
        userAuthentication: {
          customHandler: ({ socketId }, callback) => {
            const { id, info, watchlist } = user
            const data = { id: String(id), user_info: info as object, watchlist: [...(watchlist ?? [])] }
            callback(null, http.authenticateUser(socketId, data))
          },
        },
        ...clientOptions,
      })
      clients.push(pusher)
      return pusher
    },
    async publish(channel, event, data, socketId) {
      const channels = typeof channel === 'string' ? channel : [...channel]
      await http.trigger(channels, event, data, socketId === undefined ? {} : { socket_id: socketId })
    },
    async sendToUser(userId, event, data) {
      await http.sendToUser(userId, event, data)
    },
    async terminateUser(userId) {
      await http.terminateUserConnections(userId)
    },
    drop(code) {
      if (code === 1006) for (const socket of sockets) socket.destroy()
      else hub.close(code, '')
    },
    admit(value) {
      admitted = value
    },
    channel: (name) => hub.channel(app.id, name),
    webhooks: () => hub.webhooks(app.id).flatMap(({ events }) => events),
    async until(condition, what) {
      const deadline = Date.now() + patience
      while (!condition()) {
        if (Date.now() > deadline)
          throw new Error(`Expected ${what} within ${patience} ms but it did not come`)
        await new Promise((resolve) => setTimeout(resolve, 1))
      }
    },
    pass: () => Promise.reject(new Error('Expected fake timers but got real sockets.')),
    async age(ms) {
      clock.advance(ms)
    },
    async dispose() {
      for (const client of clients) endClient(client)
      await listener.close()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
