import { resolve } from 'node:path'
import { devCredentials } from '../identity/dev-credentials.ts'
import { signUserToken } from '../identity/user-token.ts'

export interface TokenFlags {
  data: string
  user: string
  roles: readonly string[]
  /** Seconds. */
  expires: number
}

/** `react-pusher-kit token`: prints a bearer token for this folder's dev server, whether it is running or not. */
export async function token({ data, user, roles, expires }: TokenFlags): Promise<number> {
  const { signingKey } = devCredentials(resolve(data))
  process.stdout.write(`${await signUserToken(signingKey, { userId: user, roles, expires })}\n`)
  return 0
}
