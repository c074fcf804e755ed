// The entry itself: a declaration in a built package augments it, and does not import it.
import type { MemberOf, PayloadsOf, RegisteredChannels } from '../../channels.ts'
import type {
  DataIn,
  EventIn,
  EventKind,
  IsDeclared,
  MessagePayloadIn,
  MessageTypeIn,
  PresenceChannelIn,
} from '../../channels/internal.ts'
import type { EventMeta } from '../core/kit-core.ts'

/** True for a name that the app declared in `Register`. */
type IsRegistered<Name extends string> = IsDeclared<RegisteredChannels, Name>

/** The payloads of a channel that is not declared. */
interface AnyPayloads {
  /** Of any event. */
  [event: string]: unknown
}

/** Payloads by event, for each channel of a union. */
type Payloads<Name extends string> = Name extends unknown
  ? IsRegistered<Name> extends true
    ? PayloadsOf<RegisteredChannels, Name>
    : AnyPayloads
  : never

/**
 * The events of a channel: the declared ones and Pusher's own, or any string for an undeclared channel. Distributes over
 * a union of channels.
 */
export type EventName<Name extends string> = KeyOf<Payloads<Name>>

/** The event names of each channel of a union. */
type KeyOf<Channel> = Channel extends unknown ? (keyof Channel & string) | `pusher:${string}` : never

/** The declared payload of an event; unknown without a declaration. */
export type PayloadOf<Name extends string, Event extends string> = PayloadIn<Payloads<Name>, Event>

/** `never` for channels of a union that do not declare the event. */
type PayloadIn<Channel, Event extends string> = Event extends `pusher:${string}`
  ? unknown
  : Channel extends unknown
    ? Event extends keyof Channel
      ? Channel[Event]
      : never
    : never

/** The declared info of a presence channel's members; unknown without a declaration. */
export type MemberInfoOf<Name extends string> =
  IsRegistered<Name> extends true ? MemberOf<RegisteredChannels, Name> : unknown

/**
 * Listeners by event.
 *
 * @example
 * ```ts
 * const handlers: HandlersOf<'news'> = { published: (article) => show(article) }
 * usePusherChannel('news', handlers)
 * ```
 */
export type HandlersOf<Name extends string> = { [Event in EventName<Name>]?: HandlerOf<Name, Event> }

/** The events that a client may send on a channel: over the socket, or through the server. */
export type TriggerEvent<Name extends string> = EventIn<RegisteredChannels, Name, EventKind>

/** The declared payload of an event to send; unknown without a declaration. */
export type TriggerData<Name extends string, Event extends string> = DataIn<
  RegisteredChannels,
  Name,
  Event,
  EventKind
>

/** The declared client events of a channel; any without a declaration. */
export type ClientEventName<Name extends string> =
  EventIn<RegisteredChannels, Name, 'clientEvents'> extends infer Event
    ? string extends Event
      ? `client-${string}`
      : Event & `client-${string}`
    : never

/** The declared types of a channel's messages; any text without a declaration. */
export type MessageType<Name extends string> = MessageTypeIn<RegisteredChannels, Name>

/** The declared payload of a message; unknown without a declaration. */
export type MessagePayload<Name extends string, Type extends string> = MessagePayloadIn<
  RegisteredChannels,
  Name,
  Type
>

/** A presence channel; with a declaration, no other channel. */
export type PresenceName<Name extends string> = PresenceChannelIn<RegisteredChannels, Name>

/** A listener of one event. Without a declaration, the app may annotate the payload's type. */
export type HandlerOf<Name extends string, Event extends string> =
  IsRegistered<Name> extends true
    ? (payload: PayloadOf<Name, Event>, meta: EventMeta) => void
    : AnyPayloadHandler['handle']

/** A method, so that the annotated type of its payload may be narrower than `unknown`. */
interface AnyPayloadHandler {
  /** The listener itself. */
  handle(payload: unknown, meta: EventMeta): void
}

/**
 * Argument types that no call matches. An overload with them is not the closest match, so the compiler
 * reports the mistake for another overload.
 */
export type NoCall = [never, never, never, never, never, never]

/** The arguments of an overload whose first type argument is written in the call. */
export type WithType<Type, Call extends unknown[]> = [Type] extends [never] ? NoCall : Call

/** Infers the type of an argument that is not a string. */
export type TextIn<Type> = Type extends string ? Type : never
