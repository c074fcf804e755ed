import { errors, jwtVerify } from 'jose'
import type { JWTPayload, JWTVerifyGetKey } from 'jose'
import { bearerToken } from './authentication.ts'
import type { Authenticate, User } from './authentication.ts'
import { issuerKeys } from './issuer-keys.ts'

/** The claims that every token must contain. */
interface JwtRules {
  /** The required `iss` claim. */
  issuer: string
  /** The required `aud` claim. */
  audience: string
  /** Returns the user of the claims; null rejects the token. @defaultValue `sub`, `name` and `roles` */
  user?: (claims: JWTPayload) => User | null
  /** Returns the token of a request. @defaultValue the authorization header */
  token?: (request: Request) => string | null
}

/** Tokens that an issuer signs with its private key. */
export interface JwksOptions extends JwtRules {
  /**
   * The URL of the issuer's public keys. They are fetched on demand and every 10 minutes. If a fetch fails, the
   * previous keys are used for up to an hour; without any keys, the server responds with 503
   * `authentication_unavailable`.
   */
  jwksUrl: string
  /** The accepted algorithms. @defaultValue ['RS256', 'ES256'] */
  algorithms?: readonly string[]
}

/** Tokens signed with a shared secret. */
export interface SharedSecretOptions extends JwtRules {
  /** The secret, at least 32 bytes. */
  secret: string
  /** The accepted algorithms. @defaultValue ['HS256'] */
  algorithms?: readonly string[]
}

/** Allowed clock difference between issuer and server, seconds. */
const clockTolerance = 5
const leastSecretBytes = 32

/**
 * Authentication with JSON Web Tokens. Only the configured algorithms are accepted, and `exp` is required.
 *
 * @throws `Error` when the options would accept forged tokens: `none`, a short secret, public-key algorithms with a
 * secret
 * @example
 * ```ts
 * const issuer = 'https://id.example.com'
 * const server = createPusherServer({
 *   authenticate: jwt({ jwksUrl: `${issuer}/jwks`, issuer, audience: 'chat' }),
 * })
 * ```
 */
export function jwt(options: JwksOptions | SharedSecretOptions): Authenticate {
  const { issuer, audience, user = userOfClaims, token: readToken = bearerToken } = options
  const { key, algorithms } = keyOf(options)
  const rules = { issuer, audience, algorithms, clockTolerance, requiredClaims: ['exp'] }

  return async (request) => {
    const token = readToken(request)
    if (token === null) return null
    try {
      const { payload } = await (typeof key === 'function'
        ? jwtVerify(token, key, rules)
        : jwtVerify(token, key, rules))
      return user(payload)
    } catch (error) {
      // An invalid token gives no user. Keys that cannot be fetched cause an HttpError.
      if (error instanceof errors.JOSEError) return null
      throw error
    }
  }
}

function keyOf(options: JwksOptions | SharedSecretOptions): {
  key: JWTVerifyGetKey | Uint8Array
  algorithms: string[]
} {
  if ('jwksUrl' in options) {
    const algorithms = pinned(options.algorithms ?? ['RS256', 'ES256'], /^(RS|PS|ES)\d{3}$|^EdDSA$|^Ed25519$/)
    return { key: issuerKeys(new URL(options.jwksUrl)), algorithms }
  }
  const key = new TextEncoder().encode(options.secret)
  if (key.byteLength < leastSecretBytes) {
    throw new Error(`Expected a JWT secret of at least ${leastSecretBytes} bytes but got ${key.byteLength}.`)
  }
  return { key, algorithms: pinned(options.algorithms ?? ['HS256'], /^HS\d{3}$/) }
}

function pinned(algorithms: readonly string[], allowed: RegExp): string[] {
  const wrong = algorithms.find((algorithm) => !allowed.test(algorithm))
  if (wrong === undefined && algorithms.length > 0) return [...algorithms]
  throw new Error(`Expected JWT algorithms that fit the key but got ${wrong ?? 'none'}.`)
}

function userOfClaims({ sub, name, roles }: JWTPayload): User | null {
  // A signed claim may have any type.
  if (typeof sub !== 'string' || sub === '') return null
  return {
    id: sub,
    ...(typeof name === 'string' ? { info: { name } } : {}),
    ...(Array.isArray(roles) ? { roles: roles.filter((role) => typeof role === 'string') } : {}),
  }
}
