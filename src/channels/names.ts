import type { StandardSchemaV1 } from '@standard-schema/spec'
import type { ChannelDefinitions } from './definition.ts'

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

/** A text up to its last hyphen: `private-user-` of `private-user-x`. */
type UpToHyphen<Text extends string> = Text extends '' | `${string}-`
  ? Text
  : Text extends `${infer First}-${infer Rest}`
    ? `${First}-${UpToHyphen<Rest>}`
    : ''

/** The key of {@link PatternsByHead} for any other text. */
type Other = 0

/** The head of a pattern, which every matching name begins with: `private-user-{` of `private-user-{userId}`. */
type HeadOf<Pattern> = Pattern extends `${infer Before}{${string}`
  ? `${UpToHyphen<Before>}{`
  : Pattern extends Other
    ? string
    : Pattern

/**
 * The patterns by head, and `never` for any other text. TypeScript computes this type once for a declaration, and then
 * compares a name only with the few patterns of its heads.
 */
type PatternsByHead<Channels extends ChannelDefinitions> = {
  [Pattern in (keyof Channels & string) | Other as HeadOf<Pattern>]: Pattern & string
}

/**
 * The heads of the patterns that a name can match: `private-{` and `private-user-{` of `private-user-42`. A pattern
 * matches only names with the same access prefix.
 */
type HeadsOf<Name extends string> = Name extends `private-encrypted-${infer Rest}`
  ? HeadsAfter<'private-encrypted-', Rest>
  : Name extends `private-${infer Rest}`
    ? HeadsAfter<'private-', Rest>
    : Name extends `presence-${infer Rest}`
      ? HeadsAfter<'presence-', Rest>
      : HeadsAfter<'', Name>

/** The heads that follow `Before` in the rest of a name. */
type HeadsAfter<Before extends string, Text extends string> =
  | `${Before}{`
  | (Text extends `${infer First}-${infer Rest}` ? HeadsAfter<`${Before}${First}-`, Rest> : never)

/** The patterns that match the name. */
type Matching<Pattern, Name> = Pattern extends string
  ? Name extends NameOf<Pattern>
    ? Pattern
    : never
  : never

/** The pattern of a name: the name itself if it is declared, else the pattern that matches it. */
type PatternIn<Patterns extends Record<string, string>, Name extends string> = Name extends unknown
  ? [Patterns[Name]] extends [never]
    ? Matching<Patterns[HeadsOf<Name>], Name>
    : Patterns[Name]
  : never

/** Every declared pattern that the name may match; an exact name takes precedence. */
export type PatternOf<Channels extends ChannelDefinitions, Name extends string> = string extends Name
  ? never
  : PatternIn<PatternsByHead<Channels>, Name>

/** The output type of a schema. */
export type OutputOf<Schema> = Schema extends StandardSchemaV1
  ? StandardSchemaV1.InferOutput<Schema>
  : unknown

/** The schemas of a definition by name: one object for each kind. */
export type SchemasOf<Definition, Kind> = Definition extends unknown
  ? Definition[Kind & keyof Definition]
  : never

/** The names of schemas. */
export type SchemaNames<Schemas> = Schemas extends unknown ? keyof Schemas & string : never

/** The schema of a name. */
export type SchemaNamed<Schemas, Event> = Schemas extends unknown
  ? Event extends keyof Schemas
    ? Schemas[Event]
    : never
  : never

/** The outputs of schemas, by name. */
type OutputsOf<Schemas> = { [Event in SchemaNames<Schemas>]: OutputOf<SchemaNamed<Schemas, Event>> }

/** Payload types by event name of a declared channel, including client events. */
export type PayloadsOf<Channels extends ChannelDefinitions, Name extends string> =
  PatternOf<Channels, Name> extends infer Pattern
    ? Pattern extends keyof Channels
      ? OutputsOf<SchemasOf<Channels[Pattern], 'events' | 'clientEvents'>>
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
