// app/api/[...path]/route.ts of a Next.js app: the reference server under /api/v1, with the folder `realtime/` of the app.
import { after } from 'next/server'
import { broadcasterFromEnvironment, createPusherServer, jwt, memoryStore } from 'react-pusher-kit/server'
import type { EventStore } from 'react-pusher-kit/server'
import { postgresStore } from 'react-pusher-kit/stores'
import { channels } from '../realtime/channels.ts'
import { messages } from '../realtime/messages.ts'
import { policies } from '../realtime/policies.ts'

function required(name: string): string {
  const value = process.env[name]
  if (value) return value
  throw new Error(`Expected ${name} to be set but it is not; the server needs it.`)
}

async function openStore(): Promise<EventStore> {
  const { DATABASE_URL, NODE_ENV } = process.env
  // `next dev` needs no database: its events are kept until the process ends.
  if (!DATABASE_URL && NODE_ENV !== 'production') return memoryStore()
  return postgresStore({ connectionString: required('DATABASE_URL') })
}

async function openServer() {
  return createPusherServer({
    broadcaster: broadcasterFromEnvironment(process.env),
    channels,
    authenticate: jwt({
      jwksUrl: required('AUTH_JWKS_URL'),
      issuer: required('AUTH_ISSUER'),
      audience: required('AUTH_AUDIENCE'),
    }),
    authorize: policies,
    messages,
    store: await openStore(),
    retention: { maxAge: 30 * 24 * 60 * 60_000 },
    // Next.js does not provide the address of a connection. x-forwarded-for is reliable only if your own proxy
    // appends to it: set TRUST_PROXY to the number of proxies, 1 behind nginx or on Vercel.
    trustProxy: Number(process.env['TRUST_PROXY'] || 0),
  })
}

/** Opens at the first request, because a build has no database. A failed attempt is repeated. */
let server: ReturnType<typeof openServer> | undefined

async function answer(request: Request): Promise<Response> {
  const opening = (server ??= openServer())
  const { fetch } = await opening.catch((error: unknown) => {
    if (server === opening) server = undefined
    throw error
  })
  // Next.js keeps the process running until the events of the request are broadcast.
  return fetch(request, { waitUntil: (work) => after(work) })
}

export { answer as GET, answer as OPTIONS, answer as POST }
