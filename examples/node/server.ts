// The reference server on plain Node, with the folder `realtime/` of the app: `node server.ts` (Node 22.18 or newer).
import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import { broadcasterFromEnvironment, createPusherServer, jwt } from 'react-pusher-kit/server'
import { libsqlStore } from 'react-pusher-kit/stores'
import { channels } from '../realtime/channels.ts'
import { messages } from '../realtime/messages.ts'
import { policies } from '../realtime/policies.ts'

/** Listens until `close` is called. */
export async function listen(env: NodeJS.ProcessEnv) {
  const store = libsqlStore({ file: env['STORE_FILE'] ?? 'events.db' })
  const server = createPusherServer({
    broadcaster: broadcasterFromEnvironment(env),
    channels,
    authorize: policies,
    messages,
    authenticate: jwt({
      secret: env['AUTH_JWT_SECRET'] ?? '',
      issuer: env['AUTH_ISSUER'] ?? '',
      audience: env['AUTH_AUDIENCE'] ?? '',
    }),
    store,
    retention: { maxAge: 30 * 24 * 60 * 60_000 },
    trustProxy: Number(env['TRUST_PROXY'] || 0),
  })
  const http = serve({
    port: Number(env['PORT'] ?? 3000),
    hostname: env['HOST'] ?? '127.0.0.1',
    fetch: (request, { incoming }) => server.fetch(request, { address: incoming.socket.remoteAddress }),
  })
  await new Promise((resolve) => http.once('listening', resolve))
  const { port } = http.address() as AddressInfo

  async function close(): Promise<void> {
    await new Promise((resolve) => http.close(resolve))
    await server.close()
    await store.close()
  }

  return { port, close }
}

if (import.meta.filename === process.argv[1]) {
  const { close } = await listen(process.env)
  process.once('SIGTERM', () => void close())
}
