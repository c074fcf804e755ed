import {
  convertIPv4BinaryToString,
  convertIPv4MappedIPv6ToIPv4,
  convertIPv4ToBinary,
  convertIPv6ToBinary,
  isIPv4MappedIPv6,
} from 'hono/utils/ipaddr'
import { HttpError, typeName } from './http-error.ts'

/** The address of a client, as text or as Node's `AddressInfo`. */
export type ClientAddress =
  | string
  | {
      /** IPv4 or IPv6 address. */
      readonly address: string
    }

/** @throws `Error` when clients could choose their own address */
export function countOfProxies(trustProxy: unknown): number {
  if (trustProxy === undefined || trustProxy === false) return 0
  if (typeof trustProxy === 'number' && Number.isSafeInteger(trustProxy) && trustProxy >= 0) return trustProxy
  const got =
    typeof trustProxy === 'number' || trustProxy === true ? String(trustProxy) : typeName(trustProxy)
  throw new Error(
    `Expected \`trustProxy\` to be false or the count of proxies in front of the server but got ${got}. ` +
      'Addresses before those that your own proxies append to x-forwarded-for come from the client; count the proxies.',
  )
}

/**
 * The address that identifies a client for counting: the one that the outermost trusted proxy received the request
 * from. Each proxy appends the address of its peer to `x-forwarded-for`, and the server sees the address of the last
 * proxy, so the client is `proxies` entries before the last hop. Entries before that come from the client and are
 * ignored.
 *
 * @param address - the address of the connection, as passed to `fetch`
 * @returns undefined when the address is unknown
 * @throws HttpError 500 when `address` is not an address
 */
export function clientKey(headers: Headers, address: unknown, proxies: number): string | undefined {
  const own = readAddress(address)
  if (proxies === 0) return own
  // The last hop exists even when the host does not pass its address.
  const hops = [...listOf(headers, 'x-forwarded-for').map(addressKey), own]
  return hops.slice(Math.max(0, hops.length - 1 - proxies)).find((key) => key !== undefined)
}

/** The origin of the server's own pages; behind a trusted proxy, the origin of the request to the proxy. */
export function ownOrigin(request: Request, proxies: number): string {
  const url = new URL(request.url)
  if (proxies === 0) return url.origin
  const proto = seenByProxy(request.headers, 'x-forwarded-proto', proxies) ?? url.protocol.slice(0, -1)
  const host = seenByProxy(request.headers, 'x-forwarded-host', proxies) ?? url.host
  const origin = `${proto}://${host}`
  const isOrigin = /^https?:\/\/[A-Za-z0-9.:[\]-]+$/.test(origin) && URL.canParse(origin)
  return isOrigin ? new URL(origin).origin : url.origin
}

function readAddress(value: unknown): string | undefined {
  if (value === undefined || value === null || value === '') return undefined
  const { address = value } = (typeof value === 'object' ? value : {}) as { address?: unknown }
  const key = typeof address === 'string' ? addressKey(address) : undefined
  if (key !== undefined) return key
  throw new HttpError(
    500,
    'invalid_address',
    'Expected `address` of the second argument of `fetch` to be an IP address, or an object that has one as its ' +
      `\`address\`, but got ${typeof address === 'string' ? 'another string' : typeName(address)}.`,
  )
}

/** One address per host: IPv4 unchanged, IPv6 as its /64 network, the smallest block that providers assign. */
function addressKey(text: string): string | undefined {
  // 192.0.2.1:4711, [2001:db8::1]:443, fe80::1%eth0
  const [, bracketed, withPort] = /^(?:\[([^\]]*)\](?::\d+)?|([\d.]+):\d+)$/.exec(text) ?? []
  const address = (bracketed ?? withPort ?? text).split('%', 1)[0] ?? ''
  try {
    if (!address.includes(':')) return convertIPv4BinaryToString(convertIPv4ToBinary(address))
    const binary = convertIPv6ToBinary(address)
    if (isIPv4MappedIPv6(binary)) return convertIPv4BinaryToString(convertIPv4MappedIPv6ToIPv4(binary))
    return `${(binary >> 64n).toString(16)}::/64`
  } catch {
    return undefined
  }
}

function listOf(headers: Headers, name: string): string[] {
  const text = headers.get(name)
  return text === null ? [] : text.split(',').map((entry) => entry.trim())
}

function seenByProxy(headers: Headers, name: string, proxies: number): string | undefined {
  const values = listOf(headers, name)
  return values[Math.max(0, values.length - proxies)]
}
