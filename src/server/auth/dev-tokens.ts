import { secureEqual } from '../../protocol/index.ts'
import { bearerToken } from './authentication.ts'
import type { Authenticate, User } from './authentication.ts'

/**
 * Authentication for development: maps tokens to users. Use random tokens.
 *
 * @example
 * ```ts
 * const authenticate = devTokens({ [crypto.randomUUID()]: { id: 'dev', info: { name: 'Developer' } } })
 * const server = createPusherServer({ authenticate })
 * ```
 */
export function devTokens(users: Readonly<Record<string, User>>): Authenticate {
  const entries = Object.entries(users)
  return (request) => {
    const token = bearerToken(request)
    if (token === null) return null
    return entries.find(([known]) => secureEqual(known, token))?.[1] ?? null
  }
}
