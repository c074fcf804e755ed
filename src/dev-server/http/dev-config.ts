import { HttpError } from '../../server/index.ts'
import type { Authenticate, User } from '../../server/index.ts'
import { devUserHeader } from './dev-cors.ts'
import { identitiesOff } from '../identity/identities-off.ts'
import { isLocalRequest } from './loopback.ts'
import { adminChannelOf } from '../setup/serve-setup.ts'
import type { ServeSetup } from '../setup/serve-setup.ts'

/** The developer who uses the dev server. */
export const developer: User = { id: 'dev', info: { name: 'Developer' }, roles: ['admin'] }

/** What pusher-js needs to connect; host and port are left out for Pusher's own clusters. */
export interface ClientSettings {
  appKey: string
  cluster: string
  wsHost?: string
  wsPort?: number
  /** The path before `/app/{key}`; the hub leaves sockets below the Console's out of the app. */
  wsPath?: string
  forceTLS: boolean
}

export interface DevConfigParts {
  appKey: string
  token: string
  /** Of the Console's own routes and its feed, of this start. */
  consoleToken: string
  /** A backend outside this server. */
  outside: { name: string; client: ClientSettings } | null
  /** The present one. */
  setup: () => Pick<ServeSetup, 'mode' | 'channels' | 'authenticate' | 'users'>
  authenticate: Authenticate
}

/**
 * `GET /dev-config.json`: the settings with which the console connects, and the user of its tab. For requests of this machine it
 * contains the dev token and the configured users: the request guard refuses pages of other sites, and other machines,
 * also through a tunnel or a proxy, have to send the token.
 *
 * @param address - that the connection comes from
 */
export async function devConfig(
  request: Request,
  address: string | undefined,
  { appKey, token, consoleToken, outside, setup: presentSetup, authenticate }: DevConfigParts,
): Promise<Response> {
  const { hostname, port } = new URL(`http://${request.headers.get('host') ?? 'localhost'}`)
  const own = {
    appKey,
    cluster: '',
    wsHost: hostname,
    wsPort: Number(port || 80),
    wsPath: '/dev-console',
    forceTLS: false,
  }
  const setup = presentSetup()
  const isLocal = isLocalRequest(request, address)
  const off = isLocal
    ? identitiesOff(setup, outside !== null)
    : 'The page is open on another machine than the server.'
  // Without an identity, the console of this machine uses the token.
  const isDeveloper = isLocal && (off !== null || !request.headers.has(devUserHeader))
  const asked = isDeveloper
    ? { user: developer, refusal: null }
    : await askedBy(isLocal ? request : withoutIdentity(request), authenticate)
  const config = {
    ...(outside?.client ?? own),
    token: isLocal ? token : null,
    // Another machine gets it with the developer's token. Admins of the app do not: the Console shows every payload.
    consoleToken: isLocal || asked.user === developer ? consoleToken : null,
    backend: outside?.name ?? 'own hub',
    needsToken: setup.mode !== 'open',
    ...asked,
    identities: { off, users: off === null ? (setup.users?.map(nameOf) ?? null) : null },
    adminChannel: adminChannelOf(setup),
  }
  return Response.json(config, { headers: { 'cache-control': 'no-store' } })
}

/** A refusal is part of the settings: the console shows it, and offers the users that exist. */
async function askedBy(request: Request, authenticate: Authenticate) {
  try {
    return { user: await authenticate(request), refusal: null }
  } catch (error) {
    // Errors of the app's `authenticate` are logged with its requests.
    const refusal =
      error instanceof HttpError ? error.message : 'The authenticate of the configuration failed.'
    return { user: null, refusal }
  }
}

/** Another machine has no identity, and its refusal does not list the existing ones. */
function withoutIdentity({ url, headers: all }: Request): Request {
  const headers = new Headers(all)
  headers.delete(devUserHeader)
  return new Request(url, { headers })
}

function nameOf({ id, info }: User): { id: string; name: string } {
  const name: unknown = info?.['name']
  return { id, name: typeof name === 'string' && name !== '' ? name : id }
}
