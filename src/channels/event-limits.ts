/** Pusher's limits for events (documentation: "Channel naming conventions", "Client events", "HTTP API reference"). */
export const eventLimits = {
  /** Characters of a channel's name. */
  channelName: 164,
  /** Characters of an event's name. */
  eventName: 200,
  /** Bytes of an event's `data`. */
  eventData: 10_240,
  /** Client events per second on one connection. */
  clientEventsPerSecond: 10,
} as const
