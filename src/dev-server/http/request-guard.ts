import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { forwardedFromElsewhere, isLoopbackName, pageOf } from './loopback.ts'

/** Why a request was refused; each code is explained in `docs/errors.md`. */
export type RequestGuardErrorCode =
  | 'host_refused'
  | 'origin_refused'
  | 'cross_site_refused'
  | 'forwarded_refused'
  | 'content_type_refused'

/** The body of a refusal. */
export interface Refusal {
  /** The reason, and the flag that allows the request. */
  error: string
  code: RequestGuardErrorCode
  /** The name of the header. */
  field: string
}

export interface RequestGuardOptions {
  /** Host names besides those of this machine, without a port. */
  allowHosts: readonly string[]
  /** Origins of pages besides those of this machine. */
  origins: readonly string[]
  /**
   * Whether requests need no credentials at present. If so, requests that a proxy forwards from other machines are
   * refused. @defaultValue never
   */
  isOpen?: () => boolean
}

/** Null for an allowed request. `path` may contain a query. */
export type RequestGuard = (headers: IncomingHttpHeaders, method: string, path: string) => Refusal | null

/** A host name or an address in the form of a header, and its port. */
const hostPattern = /^(\[[\da-f:.]+\]|[\w.-]+)(?::\d{1,5})?$/i
const originPattern = /^https?:\/\/([^/@]+)$/i
/** Pusher's HTTP API: signed requests of any content type. */
const signedPath = /^\/apps\//
/** The routes to which pusher-js posts forms. */
const formPath = /^(?:\/api\/v1)?\/pusher\/(?:user-)?auth(?:\?|$)/
const json = 'application/json'
const form = 'application/x-www-form-urlencoded'
const longestShown = 100

/**
 * Creates the check that runs before all routing. A request to the port may do everything, so a page of another site
 * must not send one through the developer's browser, neither directly nor with a host name that resolves to this
 * machine (DNS rebinding). Programs other than browsers send neither `Origin` nor `Sec-Fetch-Site`.
 */
export function requestGuard({
  allowHosts,
  origins,
  isOpen = () => false,
}: RequestGuardOptions): RequestGuard {
  const hosts = new Set(allowHosts.map((host) => host.toLowerCase()))
  const pages = new Set(origins.map((origin) => origin.toLowerCase()))

  const isOwnHost = (name: string): boolean => isLoopbackName(name) || hosts.has(name)

  function refuseHost({ host = '' }: IncomingHttpHeaders): Refusal | null {
    const name = hostName(host)
    if (name !== null && isOwnHost(name)) return null
    const remedy =
      name === null ? 'the flag --allow-host with its name' : `the flag --allow-host ${shown(name, false)}`
    return {
      error: `Expected the header Host to name this machine (localhost, 127.0.0.1 or [::1]) but got ${shown(host)}; ${remedy} allows it.`,
      code: 'host_refused',
      field: 'host',
    }
  }

  function refuseOrigin({ origin, host = '' }: IncomingHttpHeaders): Refusal | null {
    if (origin === undefined || pages.has(origin.toLowerCase())) return null
    const place = originPattern.exec(origin)?.[1]?.toLowerCase()
    const name = place === undefined ? null : hostName(place)
    if (name !== null && (isLoopbackName(name) || place === host.toLowerCase())) return null
    const remedy =
      origin === 'null' ? 'no flag allows it' : `the flag --origin ${shown(origin, false)} allows it`
    return {
      error: `Expected the header Origin to be a page of this machine but got ${shown(origin)}; ${remedy}.`,
      code: 'origin_refused',
      field: 'origin',
    }
  }

  return (headers, method, path) =>
    refuseHost(headers) ??
    refuseOrigin(headers) ??
    refuseCrossSite(headers, method) ??
    (isOpen() ? refuseForwarded(headers) : null) ??
    refuseContentType(headers, method, path)
}

/** A request without an origin that the browser marks as cross-site: an image, a script or a frame of another page. */
function refuseCrossSite(headers: IncomingHttpHeaders, method: string): Refusal | null {
  if (headers.origin !== undefined || headers['sec-fetch-site'] !== 'cross-site') return null
  const isPage = headers['sec-fetch-mode'] === 'navigate' && headers['sec-fetch-dest'] === 'document'
  if (method === 'GET' && isPage) return null
  return {
    error:
      'Expected the header Sec-Fetch-Site not to be cross-site but it is: a page of another site may open this server in a window but not load anything from it; the flag --origin with the origin of the page allows requests that contain it.',
    code: 'cross_site_refused',
    field: 'sec-fetch-site',
  }
}

/**
 * A tunnel with the host name of this machine forwards requests of anyone. A bundler's proxy sends such headers too,
 * but its requests come from a page of this machine.
 */
function refuseForwarded(headers: IncomingHttpHeaders): Refusal | null {
  const { origin, referer, 'sec-fetch-site': fetchSite } = headers
  const request = { names: Object.keys(headers), origin, referer, fetchSite: String(fetchSite) }
  const field = forwardedFromElsewhere(request)
  if (field === null) return null
  const page = pageOf(request)
  return {
    error: `Expected no header ${shown(field, false)} in open mode, except from a page of this machine, but got it with the origin ${shown(page)}: a proxy or tunnel would let others in without credentials; start the server with --require-token or with a configuration file (realtime.config.ts).`,
    code: 'forwarded_refused',
    field,
  }
}

/** A page of another origin can post every content type except JSON without a preflight request. */
function refuseContentType(headers: IncomingHttpHeaders, method: string, path: string): Refusal | null {
  if (method === 'GET' || method === 'HEAD' || method === 'OPTIONS' || signedPath.test(path)) return null
  const { 'content-type': type, 'content-length': length = '0', 'transfer-encoding': encoding } = headers
  if (type === undefined && length === '0' && encoding === undefined) return null
  const allowed = formPath.test(path) ? [json, form] : [json]
  if (allowed.includes((type ?? '').split(';')[0]?.trim().toLowerCase() ?? '')) return null
  return {
    error: `Expected the header Content-Type to be ${allowed.join(' or ')} but got ${shown(type ?? '')}; no flag allows another.`,
    code: 'content_type_refused',
    field: 'content-type',
  }
}

/** The lower-case name of a `Host` header, without port and final dot; null when it is invalid. */
function hostName(host: string): string | null {
  const name = hostPattern.exec(host)?.[1]
  // `URL` rejects the port 99999 and the address 127.999.0.1.
  if (name === undefined || !URL.canParse(`http://${host}`)) return null
  return name.toLowerCase().replace(/\.$/, '')
}

/** A header for a message: shortened, in ASCII, without control characters. */
function shown(value: string, isQuoted = true): string {
  const text = value.slice(0, longestShown).replace(/[^\u0020-\u007e]/gu, '?')
  if (!isQuoted) return text
  return text === '' ? 'none' : JSON.stringify(text)
}

/** Responds to a refused request. Closes the connection, so that an unread body is not parsed as the next request. */
export function refuseRequest(response: ServerResponse, refusal: Refusal): void {
  const body = JSON.stringify(refusal)
  response.writeHead(403, {
    'content-type': json,
    'content-length': Buffer.byteLength(body),
    connection: 'close',
  })
  response.end(body)
}

/** Responds to a refused upgrade, for which Node creates no response. */
export function refuseUpgrade(socket: Duplex, refusal: Refusal): void {
  const body = JSON.stringify(refusal)
  const head = [
    'HTTP/1.1 403 Forbidden',
    `Content-Type: ${json}`,
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
  ]
  socket.on('error', () => socket.destroy())
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`, () => socket.destroy())
}

/** The check for a request of Node. */
export function refusalOf(guard: RequestGuard, { headers, method, url }: IncomingMessage): Refusal | null {
  return guard(headers, method ?? 'GET', url ?? '/')
}
