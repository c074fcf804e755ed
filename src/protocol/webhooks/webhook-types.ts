/** The events of a webhook, as Pusher names them (Pusher documentation, "Webhooks"). */
export type WebhookEvent =
  | {
      /** The name of the event. */
      name: 'channel_occupied' | 'channel_vacated'
      /** The channel of the event. */
      channel: string
    }
  | {
      name: 'member_added' | 'member_removed'
      channel: string
      /**
       * The member who joined or left; on a client event, its sender.
       * @defaultValue none, without a presence channel
       */
      user_id: string
    }
  | { name: 'cache_miss'; channel: string }
  | {
      name: 'subscription_count'
      channel: string
      /** Number of connections subscribed to the channel. */
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

/** A webhook endpoint of an app. */
export interface WebhookEndpoint {
  /** The URL of the endpoint. */
  url: string
  /** The kinds of events to send. @defaultValue every kind */
  events?: readonly WebhookName[]
}

/** The delivery of one webhook: its content and its result. */
export interface WebhookDelivery {
  /** The URL of the endpoint. */
  url: string
  /** Epoch ms of the first attempt; `time_ms` in the body. */
  at: number
  /** The events. */
  events: readonly WebhookEvent[]
  /** The exact text that was signed and sent. */
  body: string
  /** The request headers, including the signature. */
  headers: Readonly<Record<string, string>>
  /** HTTP status of each attempt; null for an attempt without a response. */
  attempts: readonly (number | null)[]
  /** Whether it is pending, delivered, or failed. */
  state: 'pending' | 'delivered' | 'failed'
}
