import { SignJWT } from 'jose'
import { jwt } from '../../server/index.ts'
import type { Authenticate } from '../../server/index.ts'

const issuer = 'react-pusher-kit'
const audience = 'dev'
const algorithm = 'HS256'

/** The user of a token of the dev server. */
export interface TokenClaims {
  userId: string
  roles: readonly string[]
  /** Seconds until it expires. */
  expires: number
}

/** Signs a bearer token for the dev server with these credentials, and for no other server. */
export function signUserToken(signingKey: string, { userId, roles, expires }: TokenClaims): Promise<string> {
  const now = Math.floor(Date.now() / 1000)
  return new SignJWT({ name: userId, ...(roles.length > 0 ? { roles: [...roles] } : {}) })
    .setProtectedHeader({ alg: algorithm })
    .setIssuer(issuer)
    .setAudience(audience)
    .setSubject(userId)
    .setIssuedAt(now)
    .setExpirationTime(now + expires)
    .sign(new TextEncoder().encode(signingKey))
}

/** Verifies the tokens of {@link signUserToken}. */
export function signedTokens(signingKey: string): Authenticate {
  return jwt({ secret: signingKey, issuer, audience, algorithms: [algorithm] })
}
