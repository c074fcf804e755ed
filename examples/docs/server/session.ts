import type { Authenticate } from 'react-pusher-kit/server'

// #region cookie
/** Uses your own session instead of tokens. Returns the user, or null. */
export function bySession(
  userOf: (sessionId: string) => Promise<{ id: string; name: string } | null>,
): Authenticate {
  return async (request) => {
    const [, session] = /(?:^|; )session=([^;]+)/.exec(request.headers.get('cookie') ?? '') ?? []
    const user = session === undefined ? null : await userOf(session)
    return user && { id: user.id, info: { name: user.name } }
  }
}
// #endregion
