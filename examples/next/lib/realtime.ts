// The server of this app, shared by its route handler and its server actions. The folder `realtime/` has its
// channels, policies and message handlers.
import { headers } from 'next/headers'
import { connection } from 'next/server'
import { broadcasterFromEnvironment, createPusherServer, jwt, memoryStore } from 'react-pusher-kit/server'
import type { Authenticate, EventStore, User } from 'react-pusher-kit/server'
import { postgresStore } from 'react-pusher-kit/stores'
import { channels } from '@/realtime/channels.ts'
import { messages } from '@/realtime/messages.ts'
import { policies } from '@/realtime/policies.ts'

function required(name: string): string {
  const value = process.env[name]
  if (value) return value
  throw new Error(`Expected ${name} to be set but it is not; the server needs it.`)
}

/** The session cookie that your sign-in sets. Clients without cookies send a bearer token. */
function tokenOf(request: Request): string | null {
  const [, session] = /(?:^|; )session=([^;]+)/.exec(request.headers.get('cookie') ?? '') ?? []
  const [, bearer] = /^Bearer (.+)$/i.exec(request.headers.get('authorization') ?? '') ?? []
  return session ?? bearer ?? null
}

/** For `next dev` only: the session cookie contains the id of the user. */
const byName: Authenticate = (request) => {
  const id = tokenOf(request)
  return id === null ? null : { id, info: { name: id } }
}

function authentication(): Authenticate {
  const { AUTH_JWKS_URL, NODE_ENV } = process.env
  if (!AUTH_JWKS_URL && NODE_ENV === 'development') return byName
  return jwt({
    jwksUrl: required('AUTH_JWKS_URL'),
    issuer: required('AUTH_ISSUER'),
    audience: required('AUTH_AUDIENCE'),
    token: tokenOf,
  })
}

async function openStore(): Promise<EventStore> {
  const { DATABASE_URL, NODE_ENV } = process.env
  // `next dev` needs no database: its events are kept until the process ends.
  if (!DATABASE_URL && NODE_ENV !== 'production') return memoryStore()
  return postgresStore({ connectionString: required('DATABASE_URL') })
}

/** Next.js may load this module more than once: for routes, for actions, and after each edit. */
const shared = globalThis as { eventStore?: Promise<EventStore> | undefined }

function sharedStore(): Promise<EventStore> {
  return (shared.eventStore ??= openStore().catch((error: unknown) => {
    shared.eventStore = undefined
    throw error
  }))
}

async function open() {
  const authenticate = authentication()
  const server = createPusherServer({
    broadcaster: broadcasterFromEnvironment(process.env),
    channels,
    authenticate,
    authorize: policies,
    messages,
    store: await sharedStore(),
    retention: { maxAge: 30 * 24 * 60 * 60_000 },
    // In a route handler, the URL of a request always has the host localhost. APP_ORIGIN is the origin of the pages, such
    // as https://app.example.com. Requests with cookies from other origins are rejected.
    cors: { origins: process.env['APP_ORIGIN'] ? [process.env['APP_ORIGIN']] : [] },
    // Next.js does not provide the address of a connection. x-forwarded-for is reliable only if your own proxy
    // appends to it: set TRUST_PROXY to the number of proxies, 1 behind nginx or on Vercel.
    trustProxy: Number(process.env['TRUST_PROXY'] || 0),
  })
  return { server, authenticate }
}

let opened: ReturnType<typeof open> | undefined

/** Opens the server at its first use, because a build has no database. A failed attempt is repeated. */
export async function realtime() {
  const opening = (opened ??= open())
  return opening.catch((error: unknown) => {
    if (opened === opening) opened = undefined
    throw error
  })
}

/** The user of the request that renders a page or runs an action. */
export async function currentUser(): Promise<User | null> {
  // Before the server opens: a build and a prefetch stop here, and only a request continues.
  await connection()
  const request = new Request('http://localhost', { headers: await headers() })
  const { authenticate } = await realtime()
  return authenticate(request)
}
