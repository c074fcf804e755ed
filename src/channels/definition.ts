import type { StandardSchemaV1 } from '@standard-schema/spec'

/** What one channel, or one pattern of channels, carries. Every schema is a Standard Schema or `type<T>()`. */
export interface ChannelDefinition {
  /** Payload schemas of the events that the server publishes. */
  readonly events: Readonly<Record<string, StandardSchemaV1>>
  /** Payload schemas of `client-…` events; only private and presence channels carry them. */
  readonly clientEvents?: Readonly<Record<string, StandardSchemaV1>>
  /** Schema of a member's info; presence channels only. */
  readonly member?: StandardSchemaV1
  /**
   * The server numbers and stores every event, so that readers can fetch what they missed.
   *
   * @defaultValue false
   */
  readonly persist?: boolean
  /** Packs runs of events into one Pusher message; needs `persist`. */
  readonly batch?: ChannelBatching
}

/** How long and how much the server gathers before it sends one `kit:batch`. */
export interface ChannelBatching {
  /** ms */
  readonly windowMs: number
  /** Bytes as sent; Pusher takes 10 240 at most (Pusher documentation, "HTTP API", data size). */
  readonly maxBytes: number
}

/** Channel declarations by name or pattern; the first that matches a name wins. */
export type ChannelDefinitions = Readonly<Record<string, ChannelDefinition>>
