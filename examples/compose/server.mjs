// The reference server with PostgreSQL, started by compose.yaml.
import { serve } from '@hono/node-server'
import { broadcasterFromEnvironment, createPusherServer, jsonLog, jwt } from 'react-pusher-kit/server'
import { postgresStore } from 'react-pusher-kit/stores'
import { channels } from './channels.mjs'

const { AUTH_JWT_SECRET, AUTH_ISSUER, AUTH_AUDIENCE, DATABASE_URL, PORT = '3000', WEB_ORIGIN } = process.env
// The number of your proxies in front of the server, such as one that terminates TLS.
const trustedProxies = Number(process.env.TRUST_PROXY || 0)
const log = jsonLog((line) => process.stdout.write(line))

const store = await postgresStore({ connectionString: DATABASE_URL })
const server = createPusherServer({
  broadcaster: broadcasterFromEnvironment(process.env),
  channels,
  authenticate: jwt({ secret: AUTH_JWT_SECRET, issuer: AUTH_ISSUER, audience: AUTH_AUDIENCE }),
  authorize: {
    logs: { publish: ({ user }) => user.roles?.includes('logger') ?? false, history: 'anyone' },
    'private-user-{userId}': ({ user, params }) => user.id === params.userId,
  },
  store,
  retention: { maxCount: 1_000_000 },
  cors: { origins: [WEB_ORIGIN] },
  trustProxy: trustedProxies,
  log,
})

const http = serve({
  port: Number(PORT),
  fetch: (request, { incoming }) => server.fetch(request, { address: incoming.socket.remoteAddress }),
})

process.once('SIGTERM', async () => {
  await new Promise((resolve) => http.close(resolve))
  await server.close()
  await store.close()
})
