import { limits } from '../hub/limits.ts'
import { ProtocolError } from './protocol-error.ts'

export type ChannelAccess = 'public' | 'private' | 'presence' | 'encrypted' | 'user'

export interface ChannelKind {
  kind: ChannelAccess
  /** The channel keeps its last event for new subscribers. */
  cache: boolean
}

const socketIdPattern = /^\d+\.\d+$/
const channelNamePattern = /^[A-Za-z0-9_\-=@,.;]+$/
const userChannelPrefix = '#server-to-user-'
const prefixes: readonly [string, ChannelKind][] = [
  ['private-encrypted-cache-', { kind: 'encrypted', cache: true }],
  ['private-encrypted-', { kind: 'encrypted', cache: false }],
  ['private-cache-', { kind: 'private', cache: true }],
  ['private-', { kind: 'private', cache: false }],
  ['presence-cache-', { kind: 'presence', cache: true }],
  ['presence-', { kind: 'presence', cache: false }],
  ['cache-', { kind: 'public', cache: true }],
  [userChannelPrefix, { kind: 'user', cache: false }],
]
const publicChannel: ChannelKind = { kind: 'public', cache: false }

/** Whether `text` is a whole socket id, `"123.456"`. */
export function isSocketId(text: string): boolean {
  return socketIdPattern.test(text)
}

/** Whether `text` is a channel name that a client may subscribe to (except the `#` channel of a signed-in user). */
export function isChannelName(text: string): boolean {
  return text.length <= limits.channelName && channelNamePattern.test(text)
}

/** The properties of a channel that the prefix of its name determines. */
export function channelKind(name: string): ChannelKind {
  return prefixes.find(([prefix]) => name.startsWith(prefix))?.[1] ?? publicChannel
}

/** Whether a subscription to the channel needs a signature. */
export function needsAuth(name: string): boolean {
  const { kind } = channelKind(name)
  return kind !== 'public' && kind !== 'user'
}

/** The channel that carries events for one signed-in user. */
export function userChannel(userId: string): string {
  return userChannelPrefix + userId
}

/** The user that the channel belongs to, or null. */
export function userOfChannel(name: string): string | null {
  return name.startsWith(userChannelPrefix) ? name.slice(userChannelPrefix.length) : null
}

export function assertSocketId(text: string): void {
  if (!isSocketId(text)) {
    throw new ProtocolError(
      'invalid_socket_id',
      `Expected a socket id such as "123.456" but got ${JSON.stringify(text)}; pass the client's connection.socket_id.`,
    )
  }
}

export function assertChannelName(text: string): void {
  if (!isChannelName(text)) {
    throw new ProtocolError(
      'invalid_channel_name',
      `Expected a channel name of at most ${limits.channelName} characters out of A–Z a–z 0–9 _ - = @ , . ; ` +
        `but got ${JSON.stringify(text)}; encode ids before you put them into a name.`,
    )
  }
}
