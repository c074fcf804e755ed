import { typeName } from './http-error.ts'
import type { BodyLimits } from './request-body.ts'

/** Limits per request. */
export interface ServerLimits {
  /** Maximum size of a body of the auth, trigger, message and webhook routes, bytes. */
  bodyBytes: number
  /** Maximum size of a body of the log route, bytes. */
  logBodyBytes: number
  /** Maximum number of lines in a body of the log route. */
  logLines: number
  /** Maximum time for a body to arrive completely, ms. */
  bodyTimeoutMs: number
  /**
   * Maximum number of connections per user. The embedded hub closes the oldest one when there are more. Pusher can
   * neither count nor close a user's connections; there, it is the maximum number of sign-ins per hour, including
   * reconnects, and further ones are refused with 403. @defaultValue 20 on the embedded hub, none elsewhere
   */
  connectionsPerUser?: number
}

const defaultLimits: ServerLimits = {
  bodyBytes: 256 * 1024,
  logBodyBytes: 1024 * 1024,
  logLines: 1000,
  bodyTimeoutMs: 30_000,
}

/** The longest delay of a timer, ms. */
const longestTimer = 2 ** 31 - 1

/** @throws `Error` when a limit is not a positive number */
export function serverLimits(options: Partial<ServerLimits> = {}): ServerLimits {
  const all = { ...defaultLimits, ...options }
  for (const [name, value] of Object.entries<unknown>(all)) {
    if (value === undefined) continue
    const most = name === 'bodyTimeoutMs' ? longestTimer : Number.MAX_SAFE_INTEGER
    if (typeof value === 'number' && Number.isSafeInteger(value) && value > 0 && value <= most) continue
    const got = typeof value === 'number' ? String(value) : typeName(value)
    throw new Error(`Expected \`limits.${name}\` to be a whole number from 1 to ${most} but got ${got}.`)
  }
  return all
}

/** For the auth, trigger, message and webhook routes. */
export function bodyLimits({ bodyBytes, bodyTimeoutMs }: ServerLimits): BodyLimits {
  return { maxBytes: bodyBytes, timeoutMs: bodyTimeoutMs }
}

/** For the log route. */
export function logBodyLimits({ logBodyBytes, bodyTimeoutMs }: ServerLimits): BodyLimits {
  return { maxBytes: logBodyBytes, timeoutMs: bodyTimeoutMs }
}
