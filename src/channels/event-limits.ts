/** Pusher's limits for events (documentation: "Channel naming conventions", "Client events", "HTTP API reference"). */
export const eventLimits = {
  /** Maximum number of characters of a channel's name. */
  channelName: 164,
  /** Maximum number of characters of an event's name. */
  eventName: 200,
  /** Maximum number of bytes of an event's `data`. */
  eventData: 10_240,
  /** Client events per second on one connection. */
  clientEventsPerSecond: 10,
} as const
