// app/api/[...path]/route.ts of a Next.js app, with channels.ts beside it: the reference server under /api/v1.
import {
  broadcasterFromEnvironment,
  createPusherServer,
  embedded,
  jwt,
  memoryStore,
} from 'react-pusher-kit/server'
import type { EventStore } from 'react-pusher-kit/server'
import { postgresStore } from 'react-pusher-kit/stores'
import { channels } from './channels.ts'

function required(name: string): string {
  const value = process.env[name]
  if (value) return value
  throw new Error(`Expected ${name} to be set but it is not; the server needs it.`)
}

async function openStore(): Promise<EventStore> {
  const { DATABASE_URL, NODE_ENV } = process.env
  // `next dev` does without a database: its events live as long as the process.
  if (!DATABASE_URL && NODE_ENV !== 'production') return memoryStore()
  return postgresStore({ connectionString: required('DATABASE_URL') })
}

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
    store: await openStore(),
    retention: { maxAge: 30 * 24 * 60 * 60_000 },
  })
}

/** Opened at the first request, because a build has no database; tried again when that failed. */
let server: ReturnType<typeof openServer> | undefined

async function answer(request: Request): Promise<Response> {
  const opening = (server ??= openServer())
  const { fetch } = await opening.catch((error: unknown) => {
    if (server === opening) server = undefined
    throw error
  })
  return fetch(request, { address: request.headers.get('x-real-ip') ?? undefined })
}

export { answer as GET, answer as OPTIONS, answer as POST }
