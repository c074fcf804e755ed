import { timingSafeEqual } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'

/** The header with the Console's token. */
export const consoleTokenHeader = 'x-pusher-kit-console'

/** The reason why a request of the Console is refused. */
export interface ConsoleRefusal {
  status: 401 | 403
  body: { error: string; code: 'origin_refused' | 'unauthenticated'; field: string }
}

/** The headers to check, by lower-case name. */
export type ConsoleHeaders = Pick<IncomingHttpHeaders, 'origin' | 'host' | 'sec-fetch-site'>

/**
 * Checks access to the Console's routes and socket, after the general request guard. Only the page of this server may use
 * them, with the token of this start. Pages on other ports of this machine belong to apps and have no access.
 *
 * @returns null for an allowed request
 */
export function consoleAccess(token: string) {
  const expected = Buffer.from(token)

  function isToken(given: string): boolean {
    const bytes = Buffer.from(given)
    return bytes.length === expected.length && timingSafeEqual(bytes, expected)
  }

  return (headers: ConsoleHeaders, given: string | null): ConsoleRefusal | null => {
    if (!isOwnPage(headers)) {
      const error =
        'Expected the page of this server itself to ask but it is another one; open the Console at the address of the server.'
      return { status: 403, body: { error, code: 'origin_refused', field: 'origin' } }
    }
    if (given !== null && isToken(given)) return null
    const error =
      'Expected the token of the Console of this start but got none or another one; reload the Console, which gets it from /dev-config.json.'
    return { status: 401, body: { error, code: 'unauthenticated', field: consoleTokenHeader } }
  }
}

export type ConsoleAccess = ReturnType<typeof consoleAccess>

/** Programs other than browsers send neither header, and also need the token. */
function isOwnPage({ origin, host, 'sec-fetch-site': site }: ConsoleHeaders): boolean {
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false
  if (origin === undefined) return true
  return origin.replace(/^https?:\/\//i, '').toLowerCase() === (host ?? '').toLowerCase()
}
