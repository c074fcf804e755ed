/** Names and addresses of this machine, in the form of a `Host` header or a URL. */
const loopbackPattern = /^(?:(?:[\w-]+\.)*localhost|127(?:\.\d{1,3}){3}|\[?::1\]?)$/
const originPattern = /^https?:\/\/(\[[\da-f:.]+\]|[\w.-]+)(?::\d{1,5})?$/i

/** @param name - in lower case, without a port */
export function isLoopbackName(name: string): boolean {
  return loopbackPattern.test(name)
}

/** True for the origin of a page on any port of this machine. */
export function isLoopbackOrigin(origin: string): boolean {
  const name = originPattern.exec(origin)?.[1]
  // `URL` rejects the port 99999 and the address 127.999.0.1.
  return name !== undefined && isLoopbackName(name.toLowerCase().replace(/\.$/, '')) && URL.canParse(origin)
}

/** The parts of a request that show its origin. */
export interface RequestOrigin {
  /** Headers with lower-case names. */
  names: readonly string[]
  origin: string | null | undefined
  referer: string | null | undefined
  fetchSite: string | null | undefined
}

/**
 * The header that shows that a proxy or a tunnel forwarded the request, unless its page is on this machine; null
 * otherwise. Browsers send no `Origin` with a GET request of the same origin, but a `Referer`.
 */
export function forwardedFromElsewhere({ names, origin, referer, fetchSite }: RequestOrigin): string | null {
  const field = names.find(isForwardedHeader)
  if (field === undefined || isLoopbackOrigin(pageOf({ origin, referer, fetchSite }))) return null
  return field
}

/** The origin of the page of a request; empty when it is unknown. */
export function pageOf({ origin, referer, fetchSite }: Omit<RequestOrigin, 'names'>): string {
  const isOfPage = (origin ?? null) === null && fetchSite === 'same-origin'
  return isOfPage && referer && URL.canParse(referer) ? new URL(referer).origin : (origin ?? '')
}

/**
 * True for a direct request of a program or a browser on this machine.
 *
 * @param address - the address of the connection
 */
export function isLocalRequest({ headers }: Request, address: string | undefined): boolean {
  return isLocalAddress(address) && ![...headers.keys()].some(isForwardedHeader)
}

/** The same, but also through a bundler's proxy if its page is on this machine. */
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
