import { typeName } from './http-error.ts'
import type { BodyLimits } from './request-body.ts'

/** Limits of one request. */
export interface ServerLimits {
  /** Bytes of a body of the auth, trigger, message and webhook routes. */
  bodyBytes: number
  /** Bytes of a body of the log route. */
  logBodyBytes: number
  /** Count of lines in a body of the log route. */
  logLines: number
  /** ms for a body to arrive completely. */
  bodyTimeoutMs: number
  /**
   * Count of connections that one user may sign in on. The embedded hub closes the oldest one when there is one more. Pusher
   * neither counts a user's connections nor closes one of them: there it is the count of sign-ins in an hour, reconnects
   * included, and further ones are refused with 403. @defaultValue 20 on the embedded hub, none elsewhere
   */
  connectionsPerUser?: number
}

const defaultLimits: ServerLimits = {
  bodyBytes: 256 * 1024,
  logBodyBytes: 1024 * 1024,
  logLines: 1000,
  bodyTimeoutMs: 30_000,
}

/** The longest time that a timer can wait, ms. */
const longestTimer = 2 ** 31 - 1

/** @throws `Error` when a limit is no positive number */
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

/** Of the auth, trigger, message and webhook routes. */
export function bodyLimits({ bodyBytes, bodyTimeoutMs }: ServerLimits): BodyLimits {
  return { maxBytes: bodyBytes, timeoutMs: bodyTimeoutMs }
}

/** Of the log route. */
export function logBodyLimits({ logBodyBytes, bodyTimeoutMs }: ServerLimits): BodyLimits {
  return { maxBytes: logBodyBytes, timeoutMs: bodyTimeoutMs }
}
