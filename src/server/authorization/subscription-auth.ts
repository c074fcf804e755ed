import {
  channelKind,
  isChannelName,
  isSocketId,
  limits,
  sharedSecretBase64,
  signChannel,
} from '../../protocol/index.ts'
import type { User } from '../authentication/authentication.ts'
import type { BroadcasterSet } from '../broadcaster/broadcaster-set.ts'
import type { Broadcaster } from '../broadcaster/broadcaster.ts'
import { HttpError, invalidField } from '../request/http-error.ts'
import { byteLength } from '../publishing/payload.ts'
import type { PolicyBook } from './policies.ts'

/** The answer that pusher-js waits for. */
export interface SubscriptionAuth {
  auth: string
  channel_data?: string
  shared_secret?: string
}

/** @throws HttpError 400: what is not a whole socket id is never signed */
export function assertSocketId(socketId: unknown): asserts socketId is string {
  if (typeof socketId === 'string' && isSocketId(socketId)) return
  throw invalidField(
    'socket_id',
    'Expected `socket_id` to be two numbers with a dot between, as Pusher gave it.',
  )
}

/** @throws HttpError 400: what is not a legal name is never signed, `#server-to-user-…` included */
export function assertChannelName(name: unknown, field = 'channel_name'): asserts name is string {
  if (typeof name === 'string' && isChannelName(name)) return
  throw invalidField(
    field,
    `Expected \`${field}\` to be a channel name: A-Z a-z 0-9 _ - = @ , . ; up to 164.`,
  )
}

/**
 * The backend that a client on a fallback names, by name or app key; the primary for all others.
 *
 * @throws HttpError 400
 */
export function namedBackend(broadcasters: BroadcasterSet, name: unknown): Broadcaster {
  const [primary] = broadcasters.all
  const backend =
    name === undefined ? primary : typeof name === 'string' ? broadcasters.find(name) : undefined
  if (backend) return backend
  throw invalidField('backend', 'Expected `backend` to be the name or the app key of a configured backend.')
}

/**
 * Signs a subscription for a user whom the channel's policy lets in.
 *
 * @throws HttpError 400, or 403 when the policy says no
 */
export async function authorizeSubscription(
  policies: PolicyBook,
  backend: Broadcaster,
  request: { user: User; socketId: string; channel: string },
): Promise<SubscriptionAuth> {
  const { user, socketId, channel } = request
  const { kind } = channelKind(channel)
  if (kind === 'public') {
    throw invalidField(
      'channel_name',
      'Expected a private or presence channel; public ones need no signature.',
    )
  }
  const match = await policies.assertSubscribe(user, channel)
  if (kind === 'presence') {
    const info = match.policy.member?.({ user, channel, params: match.params }) ?? user.info ?? {}
    const channelData = presenceData(user, info)
    return { auth: signChannel(backend, socketId, channel, channelData), channel_data: channelData }
  }
  const auth = signChannel(backend, socketId, channel)
  if (kind !== 'encrypted') return { auth }
  if (backend.encryptionMasterKey === undefined) {
    const message = 'Expected an encryption master key for encrypted channels; set it on the broadcaster.'
    throw new HttpError(503, 'no_master_key', message, { field: 'channel_name' })
  }
  return { auth, shared_secret: sharedSecretBase64(channel, backend.encryptionMasterKey) }
}

/** Who a member is comes from the session alone, never from the request. */
function presenceData(user: User, info: Readonly<Record<string, unknown>>): string {
  if (byteLength(JSON.stringify(info)) > limits.presenceInfo) {
    throw new HttpError(413, 'info_too_large', 'Expected at most 1024 bytes of user info.', {
      field: 'user_info',
    })
  }
  return JSON.stringify({ user_id: user.id, user_info: info })
}
