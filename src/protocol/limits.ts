/** Pusher's published limits (documentation pages "Channels protocol", "HTTP API reference", "Limits"). */
export const limits = {
  /** Bytes of an event's `data`. */
  eventData: 10_240,
  /** Characters of an event's name. */
  eventName: 200,
  /** Characters of a channel's name. */
  channelName: 164,
  /** Channels of one publication. */
  channelsPerEvent: 100,
  /** Events of one batch. */
  eventsPerBatch: 10,
  /** Client events per second and connection. */
  clientEventsPerSecond: 10,
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
  /** s that `auth_timestamp` may be off. */
  timestampSkew: 600,
  /** Bytes of one frame sent by a client; Pusher names none, the largest legal frame stays far below. */
  clientFrame: 65_536,
  /** s of silence after which a client should ping, as told in the handshake. */
  activityTimeout: 120,
  /** ms that either side waits for a pong. */
  pongTimeout: 30_000,
} as const
