import type { MiddlewareHandler } from 'hono'
import { cors } from 'hono/cors'
import { backendHeader } from '../../../channels/internal.ts'
import { ownOrigin } from './client-address.ts'
import { HttpError } from './http-error.ts'

/** The other origins that may read responses. */
export interface CorsOptions {
  /** Origins exactly as browsers send them: `https://app.example.com`. */
  origins: readonly string[]
  /** Whether their requests may include cookies. @defaultValue false */
  credentials?: boolean
}

/**
 * Allows the listed origins to read responses.
 *
 * @throws when an entry is a wildcard or not an origin
 */
export function corsHeaders({ origins, credentials = false }: CorsOptions): MiddlewareHandler {
  for (const origin of origins) {
    if (!URL.canParse(origin) || new URL(origin).origin !== origin || origin.includes('*')) {
      throw new Error(
        `Expected exact origins in cors.origins, like https://app.example.com, but got ${origin}.`,
      )
    }
  }
  return cors({
    origin: (origin) => (origins.includes(origin) ? origin : null),
    credentials,
    allowHeaders: ['authorization', 'content-type', 'idempotency-key', 'if-none-match'],
    allowMethods: ['GET', 'POST'],
    exposeHeaders: ['retry-after', 'etag', backendHeader],
    maxAge: 600,
  })
}

/**
 * Browsers send cookies and stored passwords with requests of any page. Only a bearer token comes from the page
 * itself, so without one only known pages may change anything.
 */
export function originGuard(origins: readonly string[], proxies: number): MiddlewareHandler {
  return async ({ req }, next) => {
    const authorization = req.header('authorization')
    const hasToken = authorization !== undefined && /^bearer /i.test(authorization)
    const byBrowser = req.header('cookie') !== undefined || req.header('origin') !== undefined
    const changes = req.method !== 'GET' && req.method !== 'HEAD' && req.method !== 'OPTIONS'
    const hasCredentials = req.header('cookie') !== undefined || authorization !== undefined
    if (changes && byBrowser && hasCredentials && !hasToken) {
      assertKnownOrigin(req.header('origin'), ownOrigin(req.raw, proxies), origins)
    }
    await next()
  }
}

function assertKnownOrigin(origin: string | undefined, own: string, origins: readonly string[]): void {
  if (origin !== undefined && (origin === own || origins.includes(origin))) return
  throw new HttpError(
    403,
    'forbidden_origin',
    'Expected a request with cookies to come from a page of this server or of a listed origin; list it in `cors.origins`, ' +
      'or count your proxies in `trustProxy`.',
    { field: 'origin' },
  )
}
