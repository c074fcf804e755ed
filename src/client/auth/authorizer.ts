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

/** pusher-js's `customHandler`s, and what the registry asks of them. */
export interface Authorizer extends ChannelAuth {
  authorizeChannel: (
    params: { socketId: string; channelName: string },
    callback: Callback<ChannelSignature>,
  ) => void
  authenticateUser: (params: { socketId: string }, callback: Callback<UserSignature>) => void
}

/**
 * Asks the app's server for signatures. Network failures and 5xx are tried again for as long as the socket and
 * the need last; a refusal is final. An answer that comes after the socket changed is dropped: it is signed for
 * the old socket id, and pusher-js has asked anew.
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
    const underWay = pending.get(key)
    // Events of an encrypted channel whose key was changed ask for the new one, each by itself.
    if (underWay?.socketId === socketId) {
      underWay.callbacks.push(callback)
      return
    }
    underWay?.abort.abort()
    const own: Pending = { socketId, abort: new AbortController(), callbacks: [callback] }
    pending.set(key, own)
    failures.delete(key)
    const { signal } = own.abort
    const result = await attemptUntilSettled(() => attempt(signal), signal)
    if (pending.get(key) === own) pending.delete(key)
    if (!result || activeClient.client?.connection.socket_id !== socketId) return
    if ('answer' in result) {
      // pusher-js takes the secret out of what it is given.
      for (const done of own.callbacks) done(null, { ...result.answer } as never)
      return
    }
    const error = new SubscriptionError(key, 'AuthError', result.refusal, { status: result.status })
    failures.set(key, error)
    for (const done of own.callbacks) done(error, null)
    // pusher-js and the kit have read it; names of channels may be without number.
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
      for (const done of waiting?.callbacks ?? []) done(new Error('No longer wanted'), null)
    },
  }
}

/** One request, and who asked for its answer. */
interface Pending {
  readonly socketId: string
  readonly abort: AbortController
  readonly callbacks: Callback<never>[]
}

/** Stands for the user's own channel, whose name is not known before the sign-in. */
export const userChannel = '#server-to-user'
