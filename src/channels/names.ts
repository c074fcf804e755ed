import type { StandardSchemaV1 } from '@standard-schema/spec'
import type { ChannelDefinition, ChannelDefinitions } from './definition.ts'

/** The names in the braces of a pattern: `userId` of `private-user-{userId}`. */
type ParameterNames<Pattern extends string> = Pattern extends `${string}{${infer Name}}${infer Rest}`
  ? Name | ParameterNames<Rest>
  : never

/** The parameters of a pattern: `{ userId: string }` of `private-user-{userId}`. */
export type ParamsOf<Pattern extends string> = string extends Pattern
  ? Record<string, string>
  : { [Name in ParameterNames<Pattern>]: string }

/** The names that match a pattern: `private-user-${string}` of `private-user-{userId}`. */
export type NameOf<Pattern extends string> = Pattern extends `${infer Before}{${string}}${infer Rest}`
  ? `${Before}${string}${NameOf<Rest>}`
  : Pattern

/** The access type from a channel's prefix: `public`, `private`, `encrypted` or `presence`. */
type Access<Name extends string> = Name extends `private-encrypted-${string}`
  ? 'encrypted'
  : Name extends `private-${string}`
    ? 'private'
    : Name extends `presence-${string}`
      ? 'presence'
      : 'public'

/** Every declared pattern that the name may match; an exact name takes precedence. */
export type PatternOf<Channels extends ChannelDefinitions, Name extends string> = string extends Name
  ? never
  : Name extends keyof Channels & string
    ? Name
    : {
        [Pattern in keyof Channels & string]: Name extends NameOf<Pattern>
          ? Access<Name> extends Access<Pattern>
            ? Pattern
            : never
          : never
      }[keyof Channels & string]

/** The output type of a schema. */
export type OutputOf<Schema> = Schema extends StandardSchemaV1
  ? StandardSchemaV1.InferOutput<Schema>
  : unknown

/** All schemas of a definition by event name, client events included. */
type EventsOf<Definition extends ChannelDefinition> = Definition['events'] &
  (Definition extends { clientEvents: infer ClientEvents } ? ClientEvents : unknown)

/** Payload types by event name of a declared channel, client events included. */
export type PayloadsOf<Channels extends ChannelDefinitions, Name extends string> =
  PatternOf<Channels, Name> extends infer Pattern
    ? Pattern extends keyof Channels
      ? {
          [Event in keyof EventsOf<Channels[Pattern]> & string]: OutputOf<EventsOf<Channels[Pattern]>[Event]>
        }
      : never
    : never

/** The info of a declared presence channel's members. */
export type MemberOf<Channels extends ChannelDefinitions, Name extends string> =
  PatternOf<Channels, Name> extends infer Pattern
    ? Pattern extends keyof Channels
      ? Channels[Pattern] extends { member: infer Schema }
        ? OutputOf<Schema>
        : unknown
      : never
    : never
