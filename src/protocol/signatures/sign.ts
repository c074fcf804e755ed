import { hmacHex, secureEqual } from './digest.ts'
import { assertChannelName, assertSocketId, isSocketId } from '../frames/names.ts'

/** The key and the secret of an app. */
export interface Credentials {
  /** The app key. */
  key: string
  /** The app secret. */
  secret: string
}

/**
 * Signs a subscription: the `auth` field of the authorization response, `"KEY:hex"`. Validates socket id and
 * name first, because crafted values would give a valid signature for another channel or socket. Source:
 * Pusher, "Authentication signatures".
 *
 * @param channelData the exact text that goes into `channel_data`
 * @throws ProtocolError when the socket id or the channel name is not legal
 */
export function signChannel(
  { key, secret }: Credentials,
  socketId: string,
  channelName: string,
  channelData?: string,
): string {
  assertSocketId(socketId)
  assertChannelName(channelName)
  return `${key}:${hmacHex(secret, subscriptionText(socketId, channelName, channelData))}`
}

/**
 * Signs a sign-in: the `auth` field of the user authentication response, `"KEY:hex"`.
 *
 * @param userData the exact text that goes into `user_data`
 * @throws ProtocolError when the socket id is not legal
 */
export function signUser({ key, secret }: Credentials, socketId: string, userData: string): string {
  assertSocketId(socketId)
  return `${key}:${hmacHex(secret, `${socketId}::user::${userData}`)}`
}

/** Whether `auth` is the signature of this subscription. */
export function verifyChannel(
  { key, secret }: Credentials,
  auth: string,
  socketId: string,
  channelName: string,
  channelData?: string,
): boolean {
  if (!isSocketId(socketId)) return false
  return secureEqual(auth, `${key}:${hmacHex(secret, subscriptionText(socketId, channelName, channelData))}`)
}

/** Whether `auth` is the signature of this sign-in. */
export function verifyUser(
  { key, secret }: Credentials,
  auth: string,
  socketId: string,
  userData: string,
): boolean {
  return secureEqual(auth, `${key}:${hmacHex(secret, `${socketId}::user::${userData}`)}`)
}

function subscriptionText(socketId: string, channelName: string, channelData?: string): string {
  const text = `${socketId}:${channelName}`
  return channelData === undefined ? text : `${text}:${channelData}`
}
