import { findDeclared } from './declared-channel.ts'
import type { ChannelDefinitions } from './definition.ts'

/** The reason why a declaration refuses a channel, or an event on it. */
export interface Undeclared {
  code: 'undeclared_channel' | 'undeclared_event'
  /** The expected value, with the declared names. */
  expected: string
  /** How to declare it. */
  remedy: string
  /** What was used instead of a declared name, with the remedy. */
  detail: string
}

const remedy = "add it to defineChannels(), correct the name, or pass unknownEvents: 'allow'"

/** Channels on which the kit and Pusher publish without a declaration. */
const ownChannel = /^(#.*|logs|(private-)?admin|private-user-.+)$/
/** True for a channel and event that the kit publishes, and for an event of the protocol on any channel. */
const ownEvent =
  /^(\S+ (pusher|pusher_internal|kit):.*|logs log|(private-)?admin admin_event|private-admin usage\.alert|private-user-\S+ (progress\.updated|content\.generated)|presence-\S+ client-typing)$/
/** Shortens the list of names, because a declaration may be long. */
const mostNames = 20

/**
 * The reason why a declaration refuses a channel, or an event on it; null if it does not. Without a declaration, nothing
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
    return refusal('undeclared_event', `an event declared for "${match.pattern}" (${known})`)
  }
  const known = namesOf(channels)
  return known === none ? null : refusal('undeclared_channel', `a declared channel (${known})`)
}

function refusal(code: Undeclared['code'], expected: string): Undeclared {
  return { code, expected, remedy, detail: `an undeclared one; use ${expected}, ${remedy}` }
}

const none = 'none'

function namesOf(declared: object): string {
  const names = Object.keys(declared)
  return names.slice(0, mostNames).join(', ') + (names.length > mostNames ? ', …' : '') || none
}
