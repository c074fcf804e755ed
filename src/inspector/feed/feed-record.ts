/**
 * The kind of a record. `publish`: an event of a server. `client`: a client event. `connection`: a socket was opened
 * or closed, or its user signed in. `subscription`: a socket subscribed to or unsubscribed from a channel. `refusal`:
 * a request, a connection, a subscription or a client event was refused. `webhook`: the delivery of a webhook.
 */
export type FeedKind = 'publish' | 'client' | 'connection' | 'subscription' | 'refusal' | 'webhook'

/** Titles, in the order of a menu. */
export const feedKinds: Readonly<Record<FeedKind, string>> = {
  publish: 'Publish',
  client: 'Client event',
  connection: 'Connection',
  subscription: 'Subscription',
  refusal: 'Refusal',
  webhook: 'Webhook',
}

/** One line of the feed of a dev server. */
export interface FeedRecord {
  /** Contiguous from 1, per start of the server. */
  id: number
  /** Epoch ms. */
  at: number
  kind: FeedKind
  /** The channels of the record; empty without any. */
  channels: readonly string[]
  /** The name of an event, or of the change, such as `connected`. */
  event: string
  /** Who caused it: the id of a user or a member, a socket id, `server` or `HTTP API`. */
  sender: string
  /** The socket of the record; for a publish, the excluded one. Null without one. */
  socketId: string | null
  /** Size of the payload, bytes; null without one. */
  bytes: number | null
  /** Number of connections that it was sent to; null when unknown, as at an external backend. */
  deliveries: number | null
  /** The payload as it was sent; null without one. */
  data: string | null
  /** A reason or a detail, as a sentence; null without one. */
  note: string | null
}

/** A record without a number yet. */
export type NewFeedRecord = Omit<FeedRecord, 'id' | 'at'>

/** True for a refusal, and for a webhook that was not accepted. */
export interface FeedProblem extends FeedRecord {
  /** Number of occurrences. */
  times: number
}

/** A message on the feed's socket: records without gaps between them. */
export interface FeedMessage {
  /** Number of records that were dropped from the ring buffer since the start of the server. */
  dropped: number
  records: readonly FeedRecord[]
}

/** The steps until an app's first event arrives: whether each one has happened. */
export interface FeedSteps {
  /** A client connected. */
  connected: boolean
  /** A client subscribed to a channel. */
  subscribed: boolean
  /** An event was published. */
  published: boolean
  /** A subscriber received an event. */
  delivered: boolean
}

/** What happened in one minute, as counts. */
export interface FeedMinute {
  /** Start of the minute, epoch ms. */
  at: number
  /** Number of published events and client events. */
  events: number
  /** Number of opened connections. */
  connections: number
  /** Number of refusals and failed webhooks. */
  errors: number
}
