import { HttpError } from '../http/request/http-error.ts'

/** The user of a request. */
export interface User {
  /** Unique, not empty; Pusher allows 128 characters (Pusher documentation, "Presence channels"). */
  id: string
  /**
   * The info that other members of presence channels receive; at most 1 KB as JSON (Pusher documentation, "Presence
   * channels").
   * @defaultValue none
   */
  info?: Readonly<Record<string, unknown>>
  /** Roles, for policies. @defaultValue none */
  roles?: readonly string[]
  /**
   * Ids of users whose online status is sent to this user after the sign-in, at most 100 (Pusher documentation,
   * "Watchlist events"). @defaultValue none
   */
  watchlist?: readonly string[]
}

/** Returns the user of a request; null when credentials are missing or invalid. */
export type Authenticate = (request: Request) => User | null | Promise<User | null>

/** @throws HttpError 401 when nobody is signed in */
export async function requireUser(authenticate: Authenticate, request: Request): Promise<User> {
  const user = await authenticate(request)
  if (user) return user
  throw new HttpError(401, 'unauthenticated', 'Expected credentials in the authorization header.', {
    field: 'authorization',
    headers: { 'www-authenticate': 'Bearer' },
  })
}

/**
 * The token of `Authorization: Bearer …`, or null.
 *
 * @example
 * ```ts
 * import { bearerToken, type Authenticate } from 'react-pusher-kit/server'
 *
 * const sessions = new Map([['a random token', { id: '42' }]])
 * export const authenticate: Authenticate = (request) => sessions.get(bearerToken(request) ?? '') ?? null
 * ```
 */
export function bearerToken(request: Request): string | null {
  const match = /^bearer +([\w\-.~+/]+=*)$/i.exec(request.headers.get('authorization') ?? '')
  return match?.[1] ?? null
}
