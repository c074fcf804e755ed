import { fetchOfTab, keepGuest } from './dev-tab.ts'

/** A user as the dev server has it. */
export interface DevUser {
  id: string
  info?: { name?: unknown }
}

/** Which users a tab can be. */
export interface Identities {
  /** Why a tab can be none, as a sentence; null where it can. */
  off: string | null
  /** The only ones; null: guests, and any id. */
  users: { id: string; name: string }[] | null
}

/** What the dev server tells a page of its own about how to connect. */
export interface DevConfig {
  appKey: string
  cluster: string
  /** Null for Pusher's own clusters; at the dev server the Console's sockets have a path of their own. */
  place: { wsHost: string; wsPort: number; wsPath?: string } | null
  forceTLS: boolean
  /** The channel of run events. */
  adminChannel: string
  /** Null for a page of another machine: it brings the token in its address, `/#token=…`. */
  token: string | null
  /** Of the Console's own routes and its feed, of the server's present start; null for a page that gets none. */
  consoleToken: string | null
  /** The name of the backend that the server publishes to. */
  backend: string
  /** The routes need a token. */
  needsToken: boolean
  /** Who this tab is; null where the dev server takes it for nobody. */
  user: DevUser | null
  /** Why it is nobody, as a sentence. */
  refusal: string | null
  identities: Identities
}

/** The requests of a tab that is a user; null for the developer's. */
export const tabFetch = fetchOfTab()

/** The token behind `#` of the page's address, which is not sent to any server. */
export function tokenOfAddress(): string | null {
  return new URLSearchParams(location.hash.slice(1)).get('token')
}

type Answer = Omit<DevConfig, 'place'> & Partial<NonNullable<DevConfig['place']>>

function isAnswer(value: unknown): value is Answer {
  return typeof value === 'object' && value !== null && 'appKey' in value && typeof value.appKey === 'string'
}

/** @throws when the dev server cannot be reached or answers something else */
export async function loadDevConfig(signal: AbortSignal): Promise<DevConfig> {
  // A token would count before the identity.
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
