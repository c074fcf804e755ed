import { timingSafeEqual } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'

/** The header of the Console's token. */
export const consoleTokenHeader = 'x-pusher-kit-console'

/** Why a request of the Console is refused. */
export interface ConsoleRefusal {
  status: 401 | 403
  body: { error: string; code: 'origin_refused' | 'unauthenticated'; field: string }
}

/** The headers that decide, by their names in lower case. */
export type ConsoleHeaders = Pick<IncomingHttpHeaders, 'origin' | 'host' | 'sec-fetch-site'>

/**
 * The check of the Console's own routes and socket, after the guard of all requests. Only the page that this server
 * serves may use them, with the token of this start: other ports of this machine are pages of apps.
 *
 * @returns null for a request that may pass
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

/** Programs other than browsers send neither header; they need the token all the same. */
function isOwnPage({ origin, host, 'sec-fetch-site': site }: ConsoleHeaders): boolean {
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false
  if (origin === undefined) return true
  return origin.replace(/^https?:\/\//i, '').toLowerCase() === (host ?? '').toLowerCase()
}
