/** Names and addresses of this machine only, as a `Host` header or a URL has them. */
const loopbackPattern = /^(?:(?:[\w-]+\.)*localhost|127(?:\.\d{1,3}){3}|\[?::1\]?)$/
const originPattern = /^https?:\/\/(\[[\da-f:.]+\]|[\w.-]+)(?::\d{1,5})?$/i

/** @param name - in lower case, without a port */
export function isLoopbackName(name: string): boolean {
  return loopbackPattern.test(name)
}

/** True for the origin of a page that this machine serves, on any port. */
export function isLoopbackOrigin(origin: string): boolean {
  const name = originPattern.exec(origin)?.[1]
  // `URL` refuses the port 99999 and the address 127.999.0.1.
  return name !== undefined && isLoopbackName(name.toLowerCase().replace(/\.$/, '')) && URL.canParse(origin)
}

/** The parts of a request that show its origin. */
export interface RequestOrigin {
  /** Names of its headers, in lower case. */
  names: readonly string[]
  origin: string | null | undefined
  referer: string | null | undefined
  fetchSite: string | null | undefined
}

/**
 * The header by which a proxy or a tunnel brought the request of a page that is none of this machine; null where none
 * did. Browsers send no origin with a GET of the page's own, but the address of the page.
 */
export function forwardedFromElsewhere({ names, origin, referer, fetchSite }: RequestOrigin): string | null {
  const field = names.find(isForwardedHeader)
  if (field === undefined || isLoopbackOrigin(pageOf({ origin, referer, fetchSite }))) return null
  return field
}

/** The origin of the page of a request; empty when it is not known. */
export function pageOf({ origin, referer, fetchSite }: Omit<RequestOrigin, 'names'>): string {
  const isOfPage = (origin ?? null) === null && fetchSite === 'same-origin'
  return isOfPage && referer && URL.canParse(referer) ? new URL(referer).origin : (origin ?? '')
}

/**
 * True for a direct request of a program or a browser on this machine.
 *
 * @param address - that the connection comes from
 */
export function isLocalRequest({ headers }: Request, address: string | undefined): boolean {
  return isLocalAddress(address) && ![...headers.keys()].some(isForwardedHeader)
}

/** The same, also through the proxy of a bundler, whose page is one of this machine. */
export function isOfThisMachine({ headers }: Request, address: string | undefined): boolean {
  const request = {
    names: [...headers.keys()],
    origin: headers.get('origin'),
    referer: headers.get('referer'),
    fetchSite: headers.get('sec-fetch-site'),
  }
  return isLocalAddress(address) && forwardedFromElsewhere(request) === null
}

function isForwardedHeader(name: string): boolean {
  return name === 'forwarded' || name.startsWith('x-forwarded-')
}

function isLocalAddress(address: string | undefined): boolean {
  return isLoopbackName((address ?? '').replace(/^::ffff:/, ''))
}
