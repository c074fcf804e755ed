import { isLoopbackOrigin } from './loopback.ts'

/** The header with the dev identity of a tab. Only the dev server reads it. */
export const devUserHeader = 'x-pusher-kit-dev-user'

const allowedHeaders = `authorization, content-type, idempotency-key, ${devUserHeader}`

/**
 * Allows pages of `origins` to read responses; with `isAnyPort`, also pages on every port of this machine. The CORS
 * rules of the reference server do not allow the header of dev identities.
 */
export async function withDevCors(
  request: Request,
  { origins, isAnyPort }: { origins: readonly string[]; isAnyPort: boolean },
  answer: () => Promise<Response> | Response,
): Promise<Response> {
  const origin = request.headers.get('origin')
  const isAllowed = origin !== null && (origins.includes(origin) || (isAnyPort && isLoopbackOrigin(origin)))
  if (!isAllowed) return answer()
  if (request.method === 'OPTIONS' && request.headers.has('access-control-request-method')) {
    return new Response(null, {
      status: 204,
      headers: {
        'access-control-allow-origin': origin,
        'access-control-allow-methods': 'GET, POST',
        'access-control-allow-headers': allowedHeaders,
        'access-control-max-age': '600',
        vary: 'origin',
      },
    })
  }
  const response = await answer()
  const headers = new Headers(response.headers)
  headers.set('access-control-allow-origin', origin)
  headers.set('access-control-expose-headers', 'retry-after')
  headers.append('vary', 'origin')
  return new Response(response.body, { status: response.status, statusText: response.statusText, headers })
}

/**
 * The request without its cookies, which are not needed in open mode: servers on all ports of localhost share them,
 * and the reference server accepts cookies only from listed pages.
 */
export function withoutCookies(request: Request): Request {
  if (!request.headers.has('cookie')) return request
  const { url, method, body, signal } = request
  const headers = new Headers(request.headers)
  headers.delete('cookie')
  return new Request(url, { method, headers, signal, ...(body ? { body, duplex: 'half' } : {}) })
}
