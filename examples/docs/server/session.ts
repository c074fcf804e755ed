import type { Authenticate } from 'react-pusher-kit/server'

// #region cookie
/** With a session of your own in place of tokens: answer who it is, or null. */
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
