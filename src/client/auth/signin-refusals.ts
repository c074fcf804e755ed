import type { PusherLike } from '../core/pusher-like.ts'

/** What pusher-js asks for the signature of a sign-in. */
type Authenticator = (params: unknown, callback: (error: Refusal | null, data: unknown) => void) => void

/** The error of an authenticator; those of HTTP carry a status. */
interface Refusal {
  readonly message: string
  readonly status?: number
}

/**
 * Calls when a sign-in was refused. pusher-js 8.4 writes that to its log and emits nothing; later versions emit
 * `pusher:signin_error` (pusher-js, `core/user.ts`). The returned function ends it.
 */
export function onSigninRefused(client: PusherLike, refused: (error: Refusal) => void): () => void {
  const { config } = client as { config?: { userAuthenticator?: Authenticator } }
  const original = config?.userAuthenticator
  if (!config || !original) return () => {}
  const watched: Authenticator = (params, callback) =>
    original.call(config, params, (error, data) => {
      callback(error, data)
      if (error) refused(error)
    })
  config.userAuthenticator = watched
  return () => {
    if (config.userAuthenticator === watched) config.userAuthenticator = original
  }
}
