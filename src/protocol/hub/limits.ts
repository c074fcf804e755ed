import { eventLimits } from '../../channels/internal.ts'

/**
 * Pusher's published limits (documentation pages "Channels protocol", "HTTP API reference", "Limits"), and
 * the limits of the hub's memory. docs/bounds.md describes what happens at each limit.
 */
export const limits = {
  ...eventLimits,
  /** Channels per publication. */
  channelsPerEvent: 100,
  /** Events per batch. */
  eventsPerBatch: 10,
  /** Members per presence channel. */
  presenceMembers: 100,
  /** Bytes of a member's `user_info`. */
  presenceInfo: 1024,
  /** Characters of a user's id. */
  userId: 128,
  /** Users per watchlist. */
  watchlist: 100,
  /** ms that a cache channel keeps its last event. */
  cacheLifetime: 30 * 60_000,
  /** Maximum difference between `auth_timestamp` and the server's time, s. */
  timestampSkew: 600,
  /** Bytes per frame of a client. Pusher documents no limit; the largest valid frame is far smaller. */
  clientFrame: 65_536,
  /** Simultaneous connections of an app without `maxConnections`. At Pusher, the plan sets the limit. */
  connections: 10_000,
  /** Channels that one connection is subscribed to at a time. Pusher documents no limit. */
  channelsPerConnection: 1000,
  /** Subscriptions of all connections of an app. Pusher documents no limit. */
  subscriptions: 250_000,
  /** Cache channels of an app with a cached event. Pusher documents no limit. */
  cachedEvents: 10_000,
  /** Webhooks of an app in delivery. Pusher documents no limit. */
  pendingWebhooks: 1000,
  /**
   * Delayed `member_removed` and `channel_vacated` webhooks of an app, which are dropped if the client
   * reconnects. Pusher documents no limit.
   */
  heldDepartures: 10_000,
  /** Webhook deliveries that are kept for reading. */
  keptWebhooks: 1000,
  /** Users of an app with their own limit of connections. */
  limitedUsers: 10_000,
  /** Seconds without activity after which a client should send a ping; sent in the handshake. */
  activityTimeout: 120,
  /** ms that either side waits for a pong. */
  pongTimeout: 30_000,
} as const
