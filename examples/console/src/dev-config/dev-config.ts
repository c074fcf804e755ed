import { fetchOfTab, keepGuest } from './dev-tab.ts'

/** A user of the dev server. */
export interface DevUser {
  id: string
  info?: { name?: unknown }
}

/** The users that a tab can act as. */
export interface Identities {
  /** The reason why a tab cannot act as a user, as a sentence; null if it can. */
  off: string | null
  /** The configured users; null for guests and any id. */
  users: { id: string; name: string }[] | null
}

/** The connection settings that the dev server returns to its own page. */
export interface DevConfig {
  appKey: string
  cluster: string
  /** Null for Pusher's clusters. On the dev server, the Console's sockets have a separate path. */
  place: { wsHost: string; wsPort: number; wsPath?: string } | null
  forceTLS: boolean
  /** The channel of run events. */
  adminChannel: string
  /** Null for a page on another machine, which has the token in its URL, `/#token=…`. */
  token: string | null
  /** The token of the Console's routes and feed, valid until the server restarts; null for a page without access. */
  consoleToken: string | null
  /** The name of the backend that the server publishes to. */
  backend: string
  /** True if the routes require a token. */
  needsToken: boolean
  /** The user of this tab; null if it has none. */
  user: DevUser | null
  /** The reason why the tab has no user, as a sentence. */
  refusal: string | null
  identities: Identities
}

/** The `fetch` of a tab that acts as a user; null for the developer's tab. */
export const tabFetch = fetchOfTab()

/** The token in the hash of the URL, which browsers do not send to servers. */
export function tokenOfAddress(): string | null {
  return new URLSearchParams(location.hash.slice(1)).get('token')
}

type Answer = Omit<DevConfig, 'place'> & Partial<NonNullable<DevConfig['place']>>

function isAnswer(value: unknown): value is Answer {
  return typeof value === 'object' && value !== null && 'appKey' in value && typeof value.appKey === 'string'
}

/** @throws when the dev server cannot be reached, or the response has a different format */
export async function loadDevConfig(signal: AbortSignal): Promise<DevConfig> {
  // Sends no token, because a token would take precedence over the identity.
  const token = tabFetch ? null : tokenOfAddress()
  const headers = token === null ? {} : { authorization: `Bearer ${token}` }
  const response = await (tabFetch ?? fetch)('/dev-config.json', { headers, signal })
  if (!response.ok) throw new Error(`Expected the dev server's settings, but got status ${response.status}.`)
  const value: unknown = await response.json()
  if (!isAnswer(value)) throw new Error('Expected the dev server’s settings, but got something else.')
  if (tabFetch) keepGuest()
  const { wsHost, wsPort = 80, wsPath, ...config } = value
  const place = wsHost === undefined ? null : { wsHost, wsPort, ...(wsPath === undefined ? {} : { wsPath }) }
  return { ...config, place }
}
