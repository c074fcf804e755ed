import type { MiddlewareHandler } from 'hono'
import { cors } from 'hono/cors'
import { HttpError } from './http-error.ts'

/** Which other origins may read answers. */
export interface CorsOptions {
  /** Exactly as browsers send them: `https://app.example.com`. */
  origins: readonly string[]
  /** Cookies may come along. @defaultValue false */
  credentials?: boolean
}

/**
 * Lets the listed origins read answers.
 *
 * @throws when an origin is a wildcard or no origin
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
    allowHeaders: ['authorization', 'content-type', 'idempotency-key'],
    allowMethods: ['GET', 'POST'],
    exposeHeaders: ['retry-after'],
    maxAge: 600,
  })
}

/** A browser sends its cookies with any page's requests: with cookies alone, only known pages may ask for changes. */
export function originGuard(origins: readonly string[]): MiddlewareHandler {
  return async ({ req }, next) => {
    const byCookie = req.header('cookie') !== undefined && req.header('authorization') === undefined
    const changes = req.method !== 'GET' && req.method !== 'HEAD' && req.method !== 'OPTIONS'
    if (byCookie && changes) assertKnownOrigin(req.header('origin'), new URL(req.url).origin, origins)
    await next()
  }
}

function assertKnownOrigin(origin: string | undefined, own: string, origins: readonly string[]): void {
  if (origin !== undefined && (origin === own || origins.includes(origin))) return
  throw new HttpError(
    403,
    'forbidden_origin',
    'Expected a request with cookies to come from a listed origin.',
    {
      field: 'origin',
    },
  )
}
