import { hmacHex, md5Hex, secureEqual } from '../signatures/digest.ts'
import type { App, ApiRequest } from '../hub/hub-types.ts'
import { limits } from '../hub/limits.ts'
import { ApiError } from '../frames/protocol-error.ts'
import type { Credentials } from '../signatures/sign.ts'

/** The parts of a request that a client of the HTTP API signs. */
export interface UnsignedRequest {
  method: string
  path: string
  body?: string
  params?: Readonly<Record<string, string>>
  /** Epoch s. */
  timestamp: number
}

/** The signed query string for a request to Pusher's HTTP API. Source: Pusher, "HTTP API reference". */
export function signApiRequest(
  { key, secret }: Credentials,
  { method, path, body, params, timestamp }: UnsignedRequest,
): string {
  const query: Record<string, string> = {
    ...params,
    auth_key: key,
    auth_timestamp: String(timestamp),
    auth_version: '1.0',
    ...(body ? { body_md5: md5Hex(body) } : {}),
  }
  const signature = hmacHex(secret, textToSign(method, path, Object.entries(query)))
  return new URLSearchParams({ ...query, auth_signature: signature }).toString()
}

/** @throws ApiError 401 with the reason */
export function verifyApiRequest(app: App, { method, path, query, body }: ApiRequest, now: number): void {
  const params = new URLSearchParams(query)
  if (params.get('auth_key') !== app.key) throw new ApiError(401, 'Unknown auth_key')
  if (params.get('auth_version') !== '1.0') {
    throw new ApiError(
      401,
      `Invalid auth_version: expected 1.0, but got ${params.get('auth_version') ?? 'none'}`,
    )
  }
  const timestamp = params.get('auth_timestamp') ?? ''
  if (!/^\d+$/.test(timestamp) || Math.abs(now / 1000 - Number(timestamp)) > limits.timestampSkew) {
    throw new ApiError(
      401,
      `Timestamp expired: Given timestamp (${timestamp || 'none'}) not within ${limits.timestampSkew}s of server time (${Math.floor(now / 1000)})`,
    )
  }
  const digest = params.get('body_md5')
  if (body === '' ? digest !== null && digest !== md5Hex('') : digest !== md5Hex(body)) {
    throw new ApiError(
      401,
      `Invalid body_md5: expected ${md5Hex(body)}, but got ${digest ?? 'none'}`,
      'Invalid body_md5',
    )
  }
  const signature = params.get('auth_signature') ?? ''
  const signed = [...params].filter(([name]) => name !== 'auth_signature')
  // Clients differ in whether they escape the path before they sign it.
  const texts = new Set([path, decodePath(path)].map((variant) => textToSign(method, variant, signed)))
  for (const text of texts) {
    if (secureEqual(signature, hmacHex(app.secret, text))) return
  }
  throw new ApiError(
    401,
    `Invalid signature: you should have sent HmacSHA256Hex(${JSON.stringify([...texts][0])}, your_secret_key), but you sent ${JSON.stringify(signature)}`,
    'Invalid signature',
  )
}

export function decodePath(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}

function textToSign(method: string, path: string, params: Iterable<[string, string]>): string {
  const sorted = [...params]
    .map(([name, value]): [string, string] => [name.toLowerCase(), value])
    .toSorted(([a], [b]) => (a < b ? -1 : Number(a > b)))
  return [method.toUpperCase(), path, sorted.map(([name, value]) => `${name}=${value}`).join('&')].join('\n')
}
