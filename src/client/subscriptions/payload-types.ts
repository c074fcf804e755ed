import type { MemberOf, PatternOf, PayloadsOf, RegisteredChannels } from '../../channels/index.ts'
import type { EventMeta } from '../core/kit-core.ts'

/** True for a name that the app declared in `Register`. */
type IsDeclared<Name extends string> = [PatternOf<RegisteredChannels, Name>] extends [never] ? false : true

/**
 * The events of a channel: the declared ones and Pusher's own, or any string for an undeclared channel. Distributes over
 * a union of channels.
 */
export type EventName<Name extends string> = Name extends unknown
  ? IsDeclared<Name> extends true
    ? DeclaredEvent<PayloadsOf<RegisteredChannels, Name>> | `pusher:${string}`
    : string
  : never

/** The event names of a declared channel. */
type DeclaredEvent<Payloads> = Payloads extends unknown ? keyof Payloads & string : never

/** The declared payload of an event; unknown without a declaration. */
export type PayloadOf<Name extends string, Event extends string> = Name extends unknown
  ? IsDeclared<Name> extends true
    ? DeclaredPayload<PayloadsOf<RegisteredChannels, Name>, Event>
    : unknown
  : never

/** `never` for channels of a union that do not declare the event. */
type DeclaredPayload<Payloads, Event extends string> = Event extends `pusher:${string}`
  ? unknown
  : Payloads extends unknown
    ? Event extends keyof Payloads
      ? Payloads[Event]
      : never
    : never

/** The declared info of a presence channel's members; unknown without a declaration. */
export type MemberInfoOf<Name extends string> =
  IsDeclared<Name> extends true ? MemberOf<RegisteredChannels, Name> : unknown

/** The name of an undeclared channel, whose payload type is given as a type argument. */
export type UndeclaredName<Name extends string> = IsDeclared<Name> extends true ? never : Name

/** Listeners by event. */
export type HandlersOf<Name extends string> = {
  [Event in EventName<Name>]?: (payload: PayloadOf<Name, Event>, meta: EventMeta) => void
}
