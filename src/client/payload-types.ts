import type { MemberOf, PatternOf, PayloadsOf, RegisteredChannels } from '../channels/index.ts'
import type { EventMeta } from './kit-core.ts'

/** True for a name that the app declared in `Register`. */
type IsDeclared<Name extends string> = [PatternOf<RegisteredChannels, Name>] extends [never] ? false : true

/** The events of a channel: the declared ones and Pusher's own, or any when the app declared no such channel. */
export type EventName<Name extends string> =
  IsDeclared<Name> extends true
    ? (keyof PayloadsOf<RegisteredChannels, Name> & string) | `pusher:${string}`
    : string

/** The payload of an event as its declaration says; unknown without one. */
export type PayloadOf<Name extends string, Event extends string> =
  IsDeclared<Name> extends true
    ? PayloadsOf<RegisteredChannels, Name> extends infer Payloads
      ? Payloads extends unknown
        ? Event extends keyof Payloads
          ? Payloads[Event]
          : unknown
        : never
      : never
    : unknown

/** The info of a presence channel's members as its declaration says; unknown without one. */
export type MemberInfoOf<Name extends string> =
  IsDeclared<Name> extends true ? MemberOf<RegisteredChannels, Name> : unknown

/** A name of a channel that the app did not declare, so that a generic may name its payloads. */
export type UndeclaredName<Name extends string> = IsDeclared<Name> extends true ? never : Name

/** Listeners by event. */
export type HandlersOf<Name extends string> = {
  [Event in EventName<Name>]?: (payload: PayloadOf<Name, Event>, meta: EventMeta) => void
}
