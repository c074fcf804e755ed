import type { StandardSchemaV1 } from '@standard-schema/spec'

/** The events and members of one channel, or of a pattern. Every schema is a Standard Schema or `type<T>()`. */
export interface ChannelDefinition {
  /** Payload schemas of the events that the server publishes. */
  readonly events: Readonly<Record<string, StandardSchemaV1>>
  /**
   * Payload schemas of `client-…` events; private and presence channels only.
   * @defaultValue none
   */
  readonly clientEvents?: Readonly<Record<string, StandardSchemaV1>>
  /**
   * Payload schemas of the messages that clients send with `sendMessage`, by message type, for the channel of the
   * message.
   * @defaultValue none: any type, with a payload of type `unknown`
   */
  readonly messages?: Readonly<Record<string, StandardSchemaV1>>
  /**
   * Schema of a member's info; presence channels only.
   * @defaultValue none: a member's info has the type `unknown`
   */
  readonly member?: StandardSchemaV1
  /**
   * The server numbers and stores every event, so that clients can fetch missed events.
   * @defaultValue false
   */
  readonly persist?: boolean
  /**
   * Sends several consecutive events as one Pusher message; requires `persist`.
   * @defaultValue none: each event is a separate message
   */
  readonly batch?: ChannelBatching
}

/** How long the server buffers events, and up to which size, before it sends one `kit:batch`. */
export interface ChannelBatching {
  /** How long events are buffered, ms. */
  readonly windowMs: number
  /** Maximum size of one message, bytes; at most 10 240 (Pusher documentation, "HTTP API reference"). */
  readonly maxBytes: number
}

/** Channel declarations by name or pattern; the first match is used. */
export type ChannelDefinitions = Readonly<Record<string, ChannelDefinition>>
