import { findDeclared } from './declared-channel.ts'
import type { ChannelDefinitions } from './definition.ts'

/** Why a declaration refuses a channel, or an event on it. */
export interface Undeclared {
  code: 'undeclared_channel' | 'undeclared_event'
  /** What was expected, with the declared names. */
  expected: string
}

/** The remedy for an {@link Undeclared}. */
export const undeclaredRemedy = "add it to defineChannels(), correct the name, or pass unknownEvents: 'allow'"

/** Channels on which the kit and Pusher publish by themselves, declared or not. */
const ownChannel = /^(#.*|logs|(private-)?admin|private-user-.+)$/
/** True for a channel and event that the kit publishes, and for an event of the protocol on any channel. */
const ownEvent =
  /^(\S+ (pusher|pusher_internal|kit):.*|logs log|(private-)?admin admin_event|private-admin usage\.alert|private-user-\S+ (progress\.updated|content\.generated)|presence-\S+ client-typing)$/
/** A declaration may be long, so the list of names is shortened. */
const mostNames = 20

/**
 * Whether the declaration refuses a channel, or an event on it; null when it does not. Without a declaration, nothing
 * is refused.
 *
 * @param event - undefined checks the channel only
 */
export function findUndeclared(
  channels: ChannelDefinitions | null | undefined,
  channel: string,
  event?: string,
): Undeclared | null {
  if (!channels) return null
  const match = findDeclared(channels, channel)
  if (match && event === undefined) return null
  const { events = {}, clientEvents = {} } = match?.definition ?? {}
  const isAllowed =
    event === undefined
      ? ownChannel.test(channel)
      : Object.hasOwn(events, event) ||
        Object.hasOwn(clientEvents, event) ||
        ownEvent.test(`${channel} ${event}`)
  if (isAllowed) return null
  if (match) {
    const known = namesOf({ ...events, ...clientEvents })
    return { code: 'undeclared_event', expected: `an event declared for "${match.pattern}" (${known})` }
  }
  const known = namesOf(channels)
  return known === none ? null : { code: 'undeclared_channel', expected: `a declared channel (${known})` }
}

const none = 'none'

function namesOf(declared: object): string {
  const names = Object.keys(declared)
  return names.slice(0, mostNames).join(', ') + (names.length > mostNames ? ', …' : '') || none
}
