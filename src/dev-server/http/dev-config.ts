import { HttpError } from '../../server/index.ts'
import type { Authenticate, User } from '../../server/index.ts'
import { devUserHeader } from './dev-cors.ts'
import { identitiesOff } from '../identity/identities-off.ts'
import { isLocalRequest } from './loopback.ts'
import { adminChannelOf } from '../setup/serve-setup.ts'
import type { ServeSetup } from '../setup/serve-setup.ts'

/** The developer who uses the dev server. */
export const developer: User = { id: 'dev', info: { name: 'Developer' }, roles: ['admin'] }

/** The settings with which pusher-js connects; without host and port for Pusher's own clusters. */
export interface ClientSettings {
  appKey: string
  cluster: string
  wsHost?: string
  wsPort?: number
  /** The path before `/app/{key}`. The hub does not count sockets at the Console's path as part of the app. */
  wsPath?: string
  forceTLS: boolean
}

export interface DevConfigParts {
  appKey: string
  token: string
  /** The token of the Console's own routes and its feed, for this run of the server. */
  consoleToken: string
  /** An external backend. */
  outside: { name: string; client: ClientSettings } | null
  /** The current setup. */
  setup: () => Pick<ServeSetup, 'mode' | 'channels' | 'authenticate' | 'users'>
  authenticate: Authenticate
}

/**
 * `GET /dev-config.json`: the settings with which the console connects, and the user of its tab. For requests from
 * this machine it contains the dev token and the configured users, because the request guard refuses pages of other
 * sites. Other machines, including those behind a tunnel or a proxy, must send the token.
 *
 * @param address - the address of the connection
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
  // Without an identity, the console on this machine uses the token.
  const isDeveloper = isLocal && (off !== null || !request.headers.has(devUserHeader))
  const asked = isDeveloper
    ? { user: developer, refusal: null }
    : await askedBy(isLocal ? request : withoutIdentity(request), authenticate)
  const config = {
    ...(outside?.client ?? own),
    token: isLocal ? token : null,
    // Another machine gets it with the developer's token, but not admins of the app, because the Console shows every
    // payload.
    consoleToken: isLocal || asked.user === developer ? consoleToken : null,
    backend: outside?.name ?? 'own hub',
    needsToken: setup.mode !== 'open',
    ...asked,
    identities: { off, users: off === null ? (setup.users?.map(nameOf) ?? null) : null },
    adminChannel: adminChannelOf(setup),
  }
  return Response.json(config, { headers: { 'cache-control': 'no-store' } })
}

/** An error is part of the settings, so that the console can show it with the available users. */
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

/** Another machine has no identity, and its error must not list the existing ones. */
function withoutIdentity({ url, headers: all }: Request): Request {
  const headers = new Headers(all)
  headers.delete(devUserHeader)
  return new Request(url, { headers })
}

function nameOf({ id, info }: User): { id: string; name: string } {
  const name: unknown = info?.['name']
  return { id, name: typeof name === 'string' && name !== '' ? name : id }
}
