// app/api/[...path]/route.ts of a Next.js app: the reference server under /api/v1.
import { defineChannels, type } from 'react-pusher-kit/channels'
import { broadcasterFromEnvironment, createPusherServer, embedded, jwt } from 'react-pusher-kit/server'
import { postgresStore } from 'react-pusher-kit/stores'

export const channels = defineChannels({
  'private-user-{userId}': { events: { notification: type<{ title: string }>() }, persist: true },
  'presence-room-{roomId}': { events: {}, member: type<{ name: string }>() },
})

function required(name: string): string {
  const value = process.env[name]
  if (value) return value
  throw new Error(`Expected ${name} to be set; see examples/next.`)
}

/** Opened at the first request: a build has no database. */
async function openServer() {
  return createPusherServer({
    broadcaster: broadcasterFromEnvironment(process.env) ?? embedded(),
    channels,
    authenticate: jwt({
      jwksUrl: required('AUTH_JWKS_URL'),
      issuer: required('AUTH_ISSUER'),
      audience: required('AUTH_AUDIENCE'),
    }),
    authorize: {
      'private-user-{userId}': ({ user, params }) => user.id === params.userId,
      'presence-room-{roomId}': { subscribe: () => true },
    },
    store: await postgresStore({ connectionString: required('DATABASE_URL') }),
    retention: { maxAge: 30 * 24 * 60 * 60_000 },
  })
}

let server: ReturnType<typeof openServer> | undefined

async function answer(request: Request): Promise<Response> {
  const { fetch } = await (server ??= openServer())
  return fetch(request, { address: request.headers.get('x-real-ip') ?? undefined })
}

export { answer as GET, answer as OPTIONS, answer as POST }
