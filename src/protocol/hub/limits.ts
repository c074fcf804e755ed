import { eventLimits } from '../../channels/internal.ts'

/**
 * Pusher's published limits (documentation pages "Channels protocol", "HTTP API reference", "Limits"), and the bounds of
 * what the hub keeps in memory. docs/bounds.md lists what happens at each of them.
 */
export const limits = {
  ...eventLimits,
  /** Channels of one publication. */
  channelsPerEvent: 100,
  /** Events of one batch. */
  eventsPerBatch: 10,
  /** Members of one presence channel. */
  presenceMembers: 100,
  /** Bytes of a member's `user_info`. */
  presenceInfo: 1024,
  /** Characters of a user's id. */
  userId: 128,
  /** Users on one watchlist. */
  watchlist: 100,
  /** ms that a cache channel keeps its last event. */
  cacheLifetime: 30 * 60_000,
  /** s that `auth_timestamp` may differ from the time of the server. */
  timestampSkew: 600,
  /** Bytes of one frame sent by a client; Pusher documents none; the largest legal frame is far smaller. */
  clientFrame: 65_536,
  /** Connections of an app at one time that sets no `maxConnections`; Pusher's plans have their own. */
  connections: 10_000,
  /** Channels that one connection subscribes to at one time; Pusher names none. */
  channelsPerConnection: 1000,
  /** Subscriptions of all connections of an app together; Pusher names none. */
  subscriptions: 250_000,
  /** Cache channels of an app that hold their last event; Pusher names none. */
  cachedEvents: 10_000,
  /** Webhooks of an app that are being delivered at one time; Pusher documents none. */
  pendingWebhooks: 1000,
  /** Departures of an app whose webhook is delayed in case the client reconnects; Pusher documents none. */
  heldDepartures: 10_000,
  /** Deliveries of webhooks that can be read back. */
  keptWebhooks: 1000,
  /** Users of an app who may sign in under a limit of connections of their own. */
  limitedUsers: 10_000,
  /** s of silence after which a client should ping, as sent in the handshake. */
  activityTimeout: 120,
  /** ms that either side waits for a pong. */
  pongTimeout: 30_000,
} as const
