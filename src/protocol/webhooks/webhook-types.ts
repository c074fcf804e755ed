/** The events of a webhook, as Pusher names them (Pusher documentation, "Webhooks"). */
export type WebhookEvent =
  | {
      /** What happened. */
      name: 'channel_occupied' | 'channel_vacated'
      /** The channel that it happened on. */
      channel: string
    }
  | {
      name: 'member_added' | 'member_removed'
      channel: string
      /** Who came or left; on a client event, who sent it. @defaultValue none, without a presence channel */
      user_id: string
    }
  | { name: 'cache_miss'; channel: string }
  | {
      name: 'subscription_count'
      channel: string
      /** Count of connections subscribed to the channel. */
      subscription_count: number
    }
  | {
      name: 'client_event'
      channel: string
      /** The name of the client event. */
      event: string
      /** The payload as text, as it was sent. */
      data: string
      /** The connection that sent it. */
      socket_id: string
      user_id?: string
    }

/** The kinds of webhook events. */
export type WebhookName = WebhookEvent['name']

/** An endpoint for an app's webhooks. */
export interface WebhookEndpoint {
  /** The URL that they are posted to. */
  url: string
  /** The kinds that are sent. @defaultValue every kind */
  events?: readonly WebhookName[]
}

/** The delivery of one webhook: what was sent, and its result. */
export interface WebhookDelivery {
  /** The URL that it was posted to. */
  url: string
  /** Epoch ms of the first attempt; `time_ms` of the body. */
  at: number
  /** What happened. */
  events: readonly WebhookEvent[]
  /** The exact text that was signed and sent. */
  body: string
  /** The headers that it was sent with, the signature among them. */
  headers: Readonly<Record<string, string>>
  /** HTTP status per attempt; null for one that had no answer. */
  attempts: readonly (number | null)[]
  /** Whether it is in progress, delivered, or given up. */
  state: 'pending' | 'delivered' | 'failed'
}
