/**
 * What happened: `publish` an event of a server, `client` a client event, `connection` a socket that was opened or closed or
 * whose user signed in, `subscription` a channel that a socket joined or left, `refusal` a request, a connection, a
 * subscription or a client event that was refused, `webhook` the delivery of a webhook.
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
  /** Contiguous from 1 on, per start of the server. */
  id: number
  /** Epoch ms. */
  at: number
  kind: FeedKind
  /** The channels that it is about; empty where it is about none. */
  channels: readonly string[]
  /** The name of an event, or what happened, such as `connected`. */
  event: string
  /** Who did it: the id of a user or a member, a socket id, `server` or `HTTP API`. */
  sender: string
  /** The socket that it is about; of a publish, the one that was left out. Null for none. */
  socketId: string | null
  /** Bytes of the payload; null without one. */
  bytes: number | null
  /** Count of connections that it was sent to; null where that is not known, as at a backend outside the server. */
  deliveries: number | null
  /** The payload as it was sent; null without one. */
  data: string | null
  /** A reason or a detail, as a sentence; null without one. */
  note: string | null
}

/** A record that has no number yet. */
export type NewFeedRecord = Omit<FeedRecord, 'id' | 'at'>

/** A refusal, or a webhook that was not accepted. */
export interface FeedProblem extends FeedRecord {
  /** How often it happened. */
  times: number
}

/** What the socket of the feed sends: records without a hole between them. */
export interface FeedMessage {
  /** Count of records that fell out of the ring since the start of the server. */
  dropped: number
  records: readonly FeedRecord[]
}

/** The steps of an app's first events: whether each has happened. */
export interface FeedSteps {
  /** A client connected. */
  connected: boolean
  /** A client subscribed to a channel. */
  subscribed: boolean
  /** An event was published. */
  published: boolean
  /** A subscriber was sent one. */
  delivered: boolean
}

/** What happened in one minute, as counts. */
export interface FeedMinute {
  /** Epoch ms of its beginning. */
  at: number
  /** Published events and client events. */
  events: number
  /** Connections that were opened. */
  connections: number
  /** Refusals, and webhooks that failed. */
  errors: number
}
