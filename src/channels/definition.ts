import type { StandardSchemaV1 } from '@standard-schema/spec'

/** What one channel, or one pattern of channels, carries. Every schema is a Standard Schema or `type<T>()`. */
export interface ChannelDefinition {
  /** Payload schemas of the events that the server publishes. */
  readonly events: Readonly<Record<string, StandardSchemaV1>>
  /**
   * Payload schemas of `client-…` events; only private and presence channels carry them.
   * @defaultValue none
   */
  readonly clientEvents?: Readonly<Record<string, StandardSchemaV1>>
  /**
   * Schema of a member's info; presence channels only.
   * @defaultValue none: a member's info is `unknown`
   */
  readonly member?: StandardSchemaV1
  /**
   * The server numbers and stores every event, so that readers can fetch what they missed.
   * @defaultValue false
   */
  readonly persist?: boolean
  /**
   * Packs runs of events into one Pusher message; needs `persist`.
   * @defaultValue none: every event is a message of its own
   */
  readonly batch?: ChannelBatching
}

/** How long and how much the server gathers before it sends one `kit:batch`. */
export interface ChannelBatching {
  /** How long events are gathered, ms. */
  readonly windowMs: number
  /** Bytes of one message as sent; 10 240 at most (Pusher documentation, "HTTP API reference"). */
  readonly maxBytes: number
}

/** Channel declarations by name or pattern; the first that matches a name wins. */
export type ChannelDefinitions = Readonly<Record<string, ChannelDefinition>>
