import type { StandardSchemaV1 } from '@standard-schema/spec'
import type { ChannelDefinitions } from './definition.ts'
import type { NameOf, PatternOf, SchemaNamed, SchemaNames, SchemasOf } from './names.ts'
import type { AllOf, RegisteredChannels } from './register.ts'

/** Nothing is declared: every channel, event and payload is allowed. */
// oxlint-disable-next-line typescript/no-empty-object-type -- has no key
export type NoChannels = {}

/** The handling of undeclared channels and events. */
export type UnknownEvents =
  /** They are an error that lists the declared names. */
  | 'refuse'
  /** They are accepted without validation. */
  | 'allow'

/** The channels from which the types of an object are inferred; none with `unknownEvents: 'allow'`. */
export type CheckedChannels<
  Channels extends ChannelDefinitions,
  Unknown extends UnknownEvents,
> = 'allow' extends Unknown ? NoChannels : Channels

/** The channels from which an object infers its types: its own, or those of `Register` if it was created without any. */
export type DeclaredFor<Channels extends ChannelDefinitions> = string extends keyof Channels
  ? RegisteredChannels
  : Channels

/** True for the name of a declared channel. */
export type IsDeclared<Channels extends ChannelDefinitions, Name extends string> = [
  PatternOf<Channels, Name>,
] extends [never]
  ? false
  : true

/** Channels on which the kit itself publishes, even if the app does not declare them. */
type KitChannel = 'logs' | 'admin' | 'private-admin' | `private-user-${string}`

/**
 * The name itself if an object with these channels accepts it, else the accepted names. An object without channels accepts
 * any name.
 */
export type ChannelIn<Channels extends ChannelDefinitions, Name extends string> = Name extends unknown
  ? string extends keyof Channels | Name
    ? Name
    : [keyof Channels] extends [never]
      ? Name
      : IsDeclared<Channels, Name> extends true
        ? Name
        : Name extends KitChannel
          ? Name
          : NameOf<keyof Channels & string>
  : never

/** The name itself for a presence channel, else those of the declared presence channels. */
export type PresenceChannelIn<Channels extends ChannelDefinitions, Name extends string> = string extends Name
  ? Name
  : [keyof Channels] extends [never]
    ? Name
    : Name extends `presence-${string}`
      ? Name
      : Extract<NameOf<keyof Channels & string>, `presence-${string}`>

/** Kinds of events: those that the server publishes, and those that clients send to each other. */
export type EventKind =
  /** Published by the server. */
  | 'events'
  /** Sent by clients to each other. */
  | 'clientEvents'

/** The schema of a presence channel's members, as its input; unknown without one. */
export type MemberIn<Channels extends ChannelDefinitions, Name extends string> =
  PatternOf<Channels, Name> extends infer Pattern extends keyof Channels
    ? [Pattern] extends [never]
      ? unknown
      : Channels[Pattern] extends { member: infer Schema }
        ? InputOf<Schema>
        : unknown
    : unknown

/** The input of a schema, before it is transformed. */
type InputOf<Schema> = Schema extends StandardSchemaV1 ? StandardSchemaV1.InferInput<Schema> : unknown

/** The inputs of schemas, by name. */
type InputsOf<Schemas> = {
  [Event in SchemaNames<Schemas>]: InputOf<SchemaNamed<Schemas, Event>>
}

/** Accepts any payload with any name. */
interface AnyInputs {
  /** An event of an undeclared channel. */
  [event: string]: unknown
}

/**
 * The accepted inputs of a channel, by name; a union for a union of channels. Does not depend on an event, so that the
 * compiler resolves it once per channel.
 */
type InputsIn<Channels extends ChannelDefinitions, Name extends string, Kind> = Name extends unknown
  ? InputsOfPattern<Channels, PatternOf<Channels, Name>, Kind>
  : never

/** The inputs of a declared pattern, or any inputs without one. */
type InputsOfPattern<Channels, Pattern, Kind> = [Pattern] extends [never]
  ? AnyInputs
  : InputsOf<SchemasOf<Channels[Pattern & keyof Channels], Kind>>

/** The accepted input for a name; any payload if the channel is not declared. */
type InputNamed<Inputs, Event> = string extends keyof Inputs ? unknown : Taken<AllOf<Inputs>, Event>
/** The input of an event, resolved once the event is known. */
type Taken<Inputs, Event> = [Event extends keyof Inputs ? Inputs[Event] : never] extends [infer Data]
  ? Data
  : never

/** The events that can be published on a channel; any text if it is undeclared. For several channels, their common events. */
export type EventIn<
  Channels extends ChannelDefinitions,
  Name extends string,
  Kind extends EventKind = 'events',
> = keyof InputsIn<Channels, Name, Kind> & string

/** The payload type for publishing an event; unknown if the channel is not declared. */
export type DataIn<
  Channels extends ChannelDefinitions,
  Name extends string,
  Event extends string,
  Kind extends EventKind = 'events',
> = InputNamed<InputsIn<Channels, Name, Kind>, Event>

/** The inputs of a channel's messages, by type; any if it declares none. */
type MessagesIn<Channels extends ChannelDefinitions, Name extends string> =
  InputsIn<Channels, Name, 'messages'> extends infer Inputs
    ? [keyof Inputs] extends [never]
      ? AnyInputs
      : Inputs
    : never

/** The message types declared for a channel; any text without a declaration. */
export type MessageTypeIn<Channels extends ChannelDefinitions, Name extends string> = keyof MessagesIn<
  Channels,
  Name
> &
  string

/** The declared payload of a message; unknown without a declaration. */
export type MessagePayloadIn<
  Channels extends ChannelDefinitions,
  Name extends string,
  Type extends string,
> = InputNamed<MessagesIn<Channels, Name>, Type>
