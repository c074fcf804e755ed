import type { PusherLike } from '../core/pusher-like.ts'

/** The function that pusher-js calls for the signature of a sign-in. */
type Authenticator = (params: unknown, callback: (error: Refusal | null, data: unknown) => void) => void

/** The error of an authenticator; HTTP errors have a status. */
interface Refusal {
  readonly message: string
  readonly status?: number
}

/**
 * Calls `refused` when a sign-in fails. pusher-js 8.4 only logs the failure; later versions emit `pusher:signin_error`
 * (pusher-js, `core/user.ts`). Returns a function that stops listening.
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
