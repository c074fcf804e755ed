import {
  channelKind,
  isChannelName,
  isSocketId,
  limits,
  sharedSecretBase64,
  signChannel,
} from '../../protocol/index.ts'
import type { User } from './authentication.ts'
import type { BroadcasterSet } from '../broadcaster/broadcaster-set.ts'
import type { Broadcaster } from '../broadcaster/broadcaster.ts'
import { HttpError, invalidField } from '../http/request/http-error.ts'
import { byteLength } from '../publishing/payload.ts'
import type { PolicyTable } from './policies.ts'

/**
 * The response that pusher-js expects (Pusher documentation, "Authorizing users").
 *
 * @example
 * ```ts
 * import type { PusherServer, SubscriptionAuth, User } from 'react-pusher-kit/server'
 *
 * // For a custom WebSocket, RPC or GraphQL resolver instead of POST /api/v1/pusher/auth.
 * export function authorize(server: PusherServer, user: User, socketId: string): Promise<SubscriptionAuth> {
 *   return server.authorizeChannel({ socketId, channel: `private-user-${user.id}`, user })
 * }
 * ```
 */
export interface SubscriptionAuth {
  /** `key:signature`. */
  auth: string
  /** The member of a presence channel as JSON text. @defaultValue none on other channels */
  channel_data?: string
  /** The key of an encrypted channel, base64. @defaultValue none on other channels */
  shared_secret?: string
}

/** A subscription to authorize. */
export interface ChannelAuthRequest {
  /** The connection that subscribes: `socket_id` of the client. */
  socketId: string
  /** A private, presence or encrypted channel. */
  channel: string
  /** The subscribing user; the caller must have authenticated them. */
  user: User
  /** Name or app key of the backend that the client is connected to. @defaultValue the primary */
  backend?: string
}

/** @throws HttpError 400, because only valid socket ids may be signed */
export function assertSocketId(socketId: unknown): asserts socketId is string {
  if (typeof socketId === 'string' && isSocketId(socketId)) return
  throw invalidField(
    'socket_id',
    'Expected `socket_id` to be two numbers separated by a dot, as Pusher sent it.',
  )
}

/** @throws HttpError 400, because only valid channel names may be signed, and not `#server-to-user-…` */
export function assertChannelName(name: unknown, field = 'channel_name'): asserts name is string {
  if (typeof name === 'string' && isChannelName(name)) return
  throw invalidField(
    field,
    `Expected \`${field}\` to be a channel name: A-Z a-z 0-9 _ - = @ , . ; up to ${limits.channelName}.`,
  )
}

/**
 * The backend of the client: a fallback by its name or app key, by default the primary.
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
 * Validates the fields of a subscription request, and signs it if the channel's policy allows it.
 *
 * @throws HttpError 400, or 403 when the policy denies it
 */
export function authorizeChannel(
  { policies, broadcasters }: { policies: PolicyTable; broadcasters: BroadcasterSet },
  user: User,
  { socketId, channel, backend }: Partial<Record<'socketId' | 'channel' | 'backend', unknown>>,
): Promise<SubscriptionAuth> {
  assertSocketId(socketId)
  assertChannelName(channel)
  return authorizeSubscription(policies, namedBackend(broadcasters, backend), { user, socketId, channel })
}

/**
 * Signs a subscription if the channel's policy allows it.
 *
 * @throws HttpError 400, or 403 when the policy denies it
 */
export async function authorizeSubscription(
  policies: PolicyTable,
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

/** Member identity comes from the authenticated session, never from the request. */
function presenceData(user: User, info: Readonly<Record<string, unknown>>): string {
  if (byteLength(JSON.stringify(info)) > limits.presenceInfo) {
    throw new HttpError(413, 'info_too_large', 'Expected at most 1024 bytes of user info.', {
      field: 'user_info',
    })
  }
  return JSON.stringify({ user_id: user.id, user_info: info })
}
