/**
 * The kind of a backend: `pusher` is Pusher Channels, `ably` a compatible service, `self_hosted` a compatible
 * server of your own, `embedded` the hub in this process.
 */
export type BroadcasterType = 'pusher' | 'ably' | 'self_hosted' | 'embedded'

/** One backend in `GET /admin/broadcaster-status`. */
export interface BroadcasterReport {
  /** The name of the backend. */
  name: string
  /** The kind of the backend. */
  type: BroadcasterType
  /** `active` sends now (each available backend with `broadcast_to_all`), `standby` can send, `limit_reached` and `failing` cannot. */
  status: 'active' | 'standby' | 'limit_reached' | 'failing'
  /** True if it can send. */
  available: boolean
  /** The cluster; null without one. */
  cluster: string | null
  /** True if the server connects to it with TLS. */
  use_tls: boolean
  /** Count of accepted messages. */
  message_count: number
  /** Count of failed attempts. */
  error_count: number
  /** True if it has a key and a secret. */
  configured: boolean
  /** The reason why it cannot send, with the response of the backend. @defaultValue none: it can send */
  reason?: string
  /** ms until the next message probes it. @defaultValue none: it can send, or servers share the states of their backends */
  retry_in?: number
}

/** A switch from one active backend to another. */
export interface BroadcasterSwitch {
  /** Time at which the server detected the switch, ISO 8601. */
  at: string
  /** The name of the previous backend. */
  from: string
  /** The name of the new backend. */
  to: string
}

/** The response of `GET /admin/broadcaster-status`. */
export interface BroadcasterStatus {
  /** The name of the primary backend. */
  primary_broadcaster: string
  /** True if the primary backend can send. */
  primary_available: boolean
  /** Count of all backends. */
  total_broadcasters: number
  /** Count of backends that can send. */
  available_broadcasters: number
  /** True if every event is sent to every available backend. */
  broadcast_to_all: boolean
  /** The state of each backend in the order of failover, the primary first. */
  broadcasters: BroadcasterReport[]
  /**
   * The last 20 switches since the start of the server, newest first. @defaultValue none: there was none, or servers
   * share the states of their backends
   */
  switches?: BroadcasterSwitch[]
}

/** The response of `GET /api/v1/pusher/usage`: the messages of the day and the limits of the plan. */
export interface UsageReport {
  /** The day (UTC), `2026-01-31`. */
  date: string
  /** The messages of the day. */
  messages: {
    /** Count of all messages that the plan limits: calls, deliveries, webhooks, joins and leaves. */
    total: number
    /** Count of events that the server published. */
    calls: number
    /** Count of deliveries of these events to connections. */
    deliveries: number
    /** False if a backend does not report deliveries. `total` is then a lower bound. */
    deliveries_known: boolean
    /** Count of webhooks. */
    webhooks: number
    /** Count of joins and leaves of presence channels. */
    presence: number
    /** Count of messages saved by batching. */
    saved_by_batching: number
  }
  /** The highest count of concurrent connections, as reported by the backend. */
  peak_connections: number
  /** Count of events that no backend accepted. */
  errors: number
  /** The name of the plan. */
  plan: string
  /** The limits of the plan, as counts. */
  limits: {
    /** Count of messages per day. */
    messages_per_day: number
    /** Count of concurrent connections. */
    connections: number
  }
  /** The used part of the limits. */
  percent: {
    /** Percent of `messages_per_day`. */
    messages: number
    /** Percent of `connections`. */
    connections: number
  }
  /** True if at least 80 percent of a limit are used. */
  warning: boolean
  /** The price of the plan, USD per month; null if the server has none. */
  cost_per_month_usd: number | null
  /** The projection for the end of the day. */
  projected: {
    /** Count of messages at the average rate since 00:00 UTC. */
    messages_today: number
  }
  /** True for the figures of all servers, false for those of the one that answers. */
  shared: boolean
}

/** A range that ends now: `5m`, `1h` and `24h` by minute, `7d`, `30d` and `1y` by day. */
export type MetricsRange = '5m' | '1h' | '24h' | '7d' | '30d' | '1y'

/** The counts of one event. */
export interface EventCount {
  /** The name of the event; `other` for all events that are not counted separately. */
  event: string
  /** Count in the range. */
  count: number
  /** Count of distinct users who caused it. */
  unique_users: number
}

/** The response of `GET /api/v1/pusher/metrics`: counts of events and of users who caused them. */
export interface EventMetricsReport {
  /** The range. */
  range: string
  /** The counts of the range by event, most frequent first. */
  events: (EventCount & {
    /**
     * Counts in up to 30 equal parts of the range, oldest first; the first part may be shorter.
     * @defaultValue none: the event is not one of the 100 most frequent
     */
    series?: number[]
  })[]
  /** Count of all events in each minute or day of the range, ascending. */
  series: {
    /** Start of the minute, ISO 8601. @defaultValue none: a range by day */
    minute?: string
    /** The day (UTC), `2026-01-31`. @defaultValue none: a range by minute */
    day?: string
    /** Count of all events. */
    count: number
  }[]
  /** True for the figures of all servers, false for those of the one that answers. */
  shared: boolean
  /** The same counts by event and pattern of the channel. @defaultValue none: the server has no shared counters */
  channels?: (EventCount & {
    /** The declared pattern; `other` for undeclared channels. */
    channel: string
  })[]
  /** Metadata values passed to `track`. @defaultValue none: the server has no shared counters */
  metadata?: {
    /** The name of the event. */
    event: string
    /** The key. */
    key: string
    /** The value, as text. */
    value: string
    /** Count in the range. */
    count: number
  }[]
}
