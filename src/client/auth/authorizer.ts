import { SubscriptionError } from '../errors.ts'
import type { ChannelAuth } from '../subscriptions/channel-subscription.ts'
import type { KitContext } from '../core/kit-context.ts'
import { attemptUntilSettled, readAttempt, type Attempt } from './attempts.ts'
import { createBatch } from './batch.ts'
import type { Request } from './requests.ts'
import {
  readChannelSignature,
  readUserSignature,
  type ChannelSignature,
  type UserSignature,
} from './signatures.ts'

type Callback<Answer> = (error: Error | null, answer: Answer | null) => void

/** pusher-js's `customHandler`s, and the interface for the channel registry. */
export interface Authorizer extends ChannelAuth {
  authorizeChannel: (
    params: { socketId: string; channelName: string },
    callback: Callback<ChannelSignature>,
  ) => void
  authenticateUser: (params: { socketId: string }, callback: Callback<UserSignature>) => void
}

/**
 * Requests signatures from the app's server. Network failures and 5xx are retried while the socket is open
 * and the signature is needed; a refusal is final. A response that arrives after the socket changed is
 * dropped, because it is signed for the old socket id and pusher-js has sent a new request.
 */
export function createAuthorizer(context: KitContext, request: Request): Authorizer {
  const { activeClient } = context
  const pending = new Map<string, Pending>()
  const failures = new Map<string, SubscriptionError>()
  const batch = createBatch(context, request)

  function post(url: string, fields: Record<string, string>, signal: AbortSignal): Promise<Response> {
    const body = new URLSearchParams(fields)
    if (context.fallbackKey) body.set('backend', context.fallbackKey)
    return request(url, { method: 'POST', body, signal })
  }

  async function settle<Answer extends object>(
    socketId: string,
    key: string,
    attempt: (signal: AbortSignal) => Promise<Attempt<Answer>>,
    callback: Callback<Answer>,
  ) {
    const inFlight = pending.get(key)
    // After a key change of an encrypted channel, pusher-js requests the new key once for each event.
    if (inFlight?.socketId === socketId) {
      inFlight.callbacks.push(callback)
      return
    }
    inFlight?.abort.abort()
    const own: Pending = { socketId, abort: new AbortController(), callbacks: [callback] }
    pending.set(key, own)
    failures.delete(key)
    const { signal } = own.abort
    const result = await attemptUntilSettled(() => attempt(signal), signal)
    if (pending.get(key) === own) pending.delete(key)
    if (!result || activeClient.client?.connection.socket_id !== socketId) return
    if ('answer' in result) {
      // A copy, because pusher-js deletes the shared secret from the object.
      for (const done of own.callbacks) done(null, { ...result.answer } as never)
      return
    }
    const error = new SubscriptionError(key, 'AuthError', result.refusal, { status: result.status })
    failures.set(key, error)
    for (const done of own.callbacks) done(error, null)
    // Both pusher-js and the kit have read it; keeping it would grow with the number of channel names.
    failures.delete(key)
  }

  activeClient.onDown(() => {
    for (const { abort } of pending.values()) abort.abort()
    pending.clear()
  })

  return {
    authorizeChannel({ socketId, channelName }, callback) {
      const attempt = async (signal: AbortSignal) => {
        if (context.settings.auth?.batch) return batch(socketId, channelName, signal)
        const fields = { socket_id: socketId, channel_name: channelName }
        const { auth } = context.endpoints
        return readAttempt(auth, await post(auth, fields, signal), readChannelSignature)
      }
      void settle(socketId, channelName, attempt, callback)
    },
    authenticateUser({ socketId }, callback) {
      const attempt = async (signal: AbortSignal) => {
        const { userAuth } = context.endpoints
        return readAttempt(userAuth, await post(userAuth, { socket_id: socketId }, signal), readUserSignature)
      }
      void settle(socketId, userChannel, attempt, callback)
    },
    isPending: (channel) => pending.has(channel),
    failureOf: (channel) => failures.get(channel) ?? null,
    cancel(channel) {
      const waiting = pending.get(channel)
      pending.delete(channel)
      waiting?.abort.abort()
      for (const done of waiting?.callbacks ?? []) done(new Error('The request was cancelled'), null)
    },
  }
}

/** One request, and the callbacks that wait for its response. */
interface Pending {
  readonly socketId: string
  readonly abort: AbortController
  readonly callbacks: Callback<never>[]
}

/** Placeholder for the user's own channel, whose name is unknown before the sign-in. */
export const userChannel = '#server-to-user'
