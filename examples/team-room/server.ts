import { broadcasterFromEnvironment, createPusherServer, jwt } from 'react-pusher-kit/server'
import { postgresStore } from 'react-pusher-kit/stores'
import { channels } from './realtime/channels.ts'
import { policies } from './realtime/policies.ts'

const { AUTH_JWKS_URL = '', AUTH_ISSUER = '', DATABASE_URL = '' } = process.env

export const server = createPusherServer({
  broadcaster: broadcasterFromEnvironment(process.env),
  channels,
  authorize: policies,
  authenticate: jwt({ jwksUrl: AUTH_JWKS_URL, issuer: AUTH_ISSUER, audience: 'team-room' }),
  store: await postgresStore({ connectionString: DATABASE_URL }),
})
// Any framework that has Web requests: `export const POST = (request: Request) => server.fetch(request)`.
