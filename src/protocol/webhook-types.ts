/** The events of a webhook. Source: Pusher, "Webhooks". */
export type WebhookEvent =
  | { name: 'channel_occupied' | 'channel_vacated'; channel: string }
  | { name: 'member_added' | 'member_removed'; channel: string; user_id: string }
  | { name: 'cache_miss'; channel: string }
  | { name: 'subscription_count'; channel: string; subscription_count: number }
  | {
      name: 'client_event'
      channel: string
      event: string
      data: string
      socket_id: string
      user_id?: string
    }

export type WebhookName = WebhookEvent['name']

/** Where an app's webhooks go. */
export interface WebhookEndpoint {
  url: string
  /** @defaultValue every event */
  events?: readonly WebhookName[]
}

/** One webhook on its way: what was sent, and what became of it. */
export interface WebhookDelivery {
  url: string
  /** Epoch ms of the first attempt; `time_ms` of the body. */
  at: number
  events: readonly WebhookEvent[]
  /** The exact text that was signed and sent. */
  body: string
  headers: Readonly<Record<string, string>>
  /** Status per attempt; null for one that had no answer. */
  attempts: readonly (number | null)[]
  state: 'pending' | 'delivered' | 'failed'
}
