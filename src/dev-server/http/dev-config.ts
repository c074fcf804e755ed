import { HttpError } from '../../server/index.ts'
import type { Authenticate, User } from '../../server/index.ts'
import { devUserHeader } from './dev-cors.ts'
import { identitiesOff } from '../identity/identities-off.ts'
import { isLocalRequest } from './loopback.ts'
import { adminChannelOf } from '../setup/serve-setup.ts'
import type { ServeSetup } from '../setup/serve-setup.ts'

/** The person at the dev server. */
export const developer: User = { id: 'dev', info: { name: 'Developer' }, roles: ['admin'] }

/** What pusher-js needs to connect; host and port are left out for Pusher's own clusters. */
export interface ClientSettings {
  appKey: string
  cluster: string
  wsHost?: string
  wsPort?: number
  forceTLS: boolean
}

export interface DevConfigParts {
  appKey: string
  token: string
  /** Another backend than this server. */
  outside: ClientSettings | null
  /** The present one. */
  setup: () => Pick<ServeSetup, 'mode' | 'channels' | 'authenticate' | 'users'>
  authenticate: Authenticate
}

/**
 * `GET /dev-config.json`: what the console needs to connect, and who its tab is. It holds the dev token and the
 * configured users for requests of this machine: the guard before all routes keeps foreign pages away, and other
 * machines, which may come through a tunnel or a proxy, have to bring the token.
 *
 * @param address - that the connection comes from
 */
export async function devConfig(
  request: Request,
  address: string | undefined,
  { appKey, token, outside, setup: presentSetup, authenticate }: DevConfigParts,
): Promise<Response> {
  const { hostname, port } = new URL(`http://${request.headers.get('host') ?? 'localhost'}`)
  const own = { appKey, cluster: '', wsHost: hostname, wsPort: Number(port || 80), forceTLS: false }
  const setup = presentSetup()
  const isLocal = isLocalRequest(request, address)
  const off = isLocal
    ? identitiesOff(setup, outside !== null)
    : 'The page is open on another machine than the server.'
  // Without an identity that counts, the console of this machine goes by the token.
  const isDeveloper = isLocal && (off !== null || !request.headers.has(devUserHeader))
  const asked = isDeveloper
    ? { user: developer, refusal: null }
    : await askedBy(isLocal ? request : withoutIdentity(request), authenticate)
  const config = {
    ...(outside ?? own),
    token: isLocal ? token : null,
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
    // What broke in the app's own authenticate is for the log of its requests.
    const refusal =
      error instanceof HttpError ? error.message : 'The authenticate of the configuration failed.'
    return { user: null, refusal }
  }
}

/** Another machine has no identity, and does not learn from a refusal which ones exist. */
function withoutIdentity({ url, headers: all }: Request): Request {
  const headers = new Headers(all)
  headers.delete(devUserHeader)
  return new Request(url, { headers })
}

function nameOf({ id, info }: User): { id: string; name: string } {
  const name: unknown = info?.['name']
  return { id, name: typeof name === 'string' && name !== '' ? name : id }
}
