import type { MemberOf, PatternOf, PayloadsOf, RegisteredChannels } from '../../channels/index.ts'
import type { EventMeta } from '../core/kit-core.ts'

/** True for a name that the app declared in `Register`. */
type IsDeclared<Name extends string> = [PatternOf<RegisteredChannels, Name>] extends [never] ? false : true

/**
 * The events of a channel: the declared ones and Pusher's own, or any when the app declared no such channel. Of
 * several channels, those of each.
 */
export type EventName<Name extends string> = Name extends unknown
  ? IsDeclared<Name> extends true
    ? DeclaredEvent<PayloadsOf<RegisteredChannels, Name>> | `pusher:${string}`
    : string
  : never

/** The event names of a declared channel. */
type DeclaredEvent<Payloads> = Payloads extends unknown ? keyof Payloads & string : never

/** The payload of an event as its declaration says; unknown without one. */
export type PayloadOf<Name extends string, Event extends string> = Name extends unknown
  ? IsDeclared<Name> extends true
    ? DeclaredPayload<PayloadsOf<RegisteredChannels, Name>, Event>
    : unknown
  : never

/** Never, so that it drops out, where another of several channels carries the event. */
type DeclaredPayload<Payloads, Event extends string> = Event extends `pusher:${string}`
  ? unknown
  : Payloads extends unknown
    ? Event extends keyof Payloads
      ? Payloads[Event]
      : never
    : never

/** The info of a presence channel's members as its declaration says; unknown without one. */
export type MemberInfoOf<Name extends string> =
  IsDeclared<Name> extends true ? MemberOf<RegisteredChannels, Name> : unknown

/** A name of a channel that the app did not declare, so that a generic may name its payloads. */
export type UndeclaredName<Name extends string> = IsDeclared<Name> extends true ? never : Name

/** Listeners by event. */
export type HandlersOf<Name extends string> = {
  [Event in EventName<Name>]?: (payload: PayloadOf<Name, Event>, meta: EventMeta) => void
}
