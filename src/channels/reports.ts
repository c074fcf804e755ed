/**
 * The kind of a backend: `pusher` is Pusher Channels, `ably` a compatible service, `self_hosted` a compatible
 * server of your own, `embedded` the hub in this process.
 */
export type BroadcasterType = 'pusher' | 'ably' | 'self_hosted' | 'embedded'

/** One backend in `GET /admin/broadcaster-status`. */
export interface BroadcasterReport {
  /** The name of the backend. */
  name: string
  /** What it is. */
  type: BroadcasterType
  /** `active` sends now, `standby` can send, `limit_reached` and `failing` cannot. */
  status: 'active' | 'standby' | 'limit_reached' | 'failing'
  /** It can send. */
  available: boolean
  /** Its cluster; null without one. */
  cluster: string | null
  /** It is reached over TLS. */
  use_tls: boolean
  /** Count of messages that it accepted. */
  message_count: number
  /** Count of attempts that failed. */
  error_count: number
  /** It has a key and a secret. */
  configured: boolean
  /** Why it cannot send, with the answer of the backend. @defaultValue none: it can send */
  reason?: string
  /** ms until a message probes it. @defaultValue none: it can send, or servers share the states of their backends */
  retry_in?: number
}

/** The backend that sends became another one. */
export interface BroadcasterSwitch {
  /** When the server noticed it, ISO 8601. */
  at: string
  /** The name of the backend before. */
  from: string
  /** The name of the backend that sends from then on. */
  to: string
}

/** The answer of `GET /admin/broadcaster-status`. */
export interface BroadcasterStatus {
  /** The name of the primary backend. */
  primary_broadcaster: string
  /** The primary backend can send. */
  primary_available: boolean
  /** Count of all backends. */
  total_broadcasters: number
  /** Count of those that can send. */
  available_broadcasters: number
  /** Every event goes to every backend that can send. */
  broadcast_to_all: boolean
  /** Each backend as it is, in the order of failover: the primary first. */
  broadcasters: BroadcasterReport[]
  /**
   * The last 20 switches since the start of the server, the newest first. @defaultValue none: there was none, or servers
   * share the states of their backends
   */
  switches?: BroadcasterSwitch[]
}

/** The answer of `GET /api/v1/pusher/usage`: the messages of the day against the limits of the plan. */
export interface UsageReport {
  /** The day (UTC), `2026-01-31`. */
  date: string
  /** The messages of the day. */
  messages: {
    /** Count of all that the plan limits: calls, deliveries, webhooks, joins and leaves. */
    total: number
    /** Count of events that the server published. */
    calls: number
    /** Count of connections that they went to. */
    deliveries: number
    /** False where a backend does not report deliveries: then `total` is the least that it can be. */
    deliveries_known: boolean
    /** Count of webhooks. */
    webhooks: number
    /** Count of joins and leaves of presence channels. */
    presence: number
    /** Count of messages that batching saved. */
    saved_by_batching: number
  }
  /** The greatest count of connections at a time, as far as the backend reports them. */
  peak_connections: number
  /** Count of events that no backend accepted. */
  errors: number
  /** The name of the plan. */
  plan: string
  /** What the plan allows, each a count. */
  limits: {
    /** Count of messages in a day. */
    messages_per_day: number
    /** Count of connections at a time. */
    connections: number
  }
  /** The part of the limits that is used. */
  percent: {
    /** Percent of `messages_per_day`. */
    messages: number
    /** Percent of `connections`. */
    connections: number
  }
  /** A limit is used by 80 percent or more. */
  warning: boolean
  /** The price of the plan, USD per month; null where the server was not given one. */
  cost_per_month_usd: number | null
  /** What the day may end with. */
  projected: {
    /** Count of messages, if they keep coming as they did since 00:00 UTC. */
    messages_today: number
  }
  /** True for the figures of all servers, false for those of the one that answers. */
  shared: boolean
}

/** A range that ends now: `5m`, `1h` and `24h` by minute, `7d`, `30d` and `1y` by day. */
export type MetricsRange = '5m' | '1h' | '24h' | '7d' | '30d' | '1y'

/** The counts of one event. */
export interface EventCount {
  /** The name of the event; `other` for all whose names are not counted by themselves. */
  event: string
  /** Count in the range. */
  count: number
  /** Count of different users who caused it. */
  unique_users: number
}

/** The answer of `GET /api/v1/pusher/metrics`: events and who caused them. */
export interface EventMetricsReport {
  /** The range. */
  range: string
  /** The counts of the range by event, the most frequent first. */
  events: (EventCount & {
    /**
     * Counts in up to 30 equal parts of the range, the oldest first; the first part may be shorter.
     * @defaultValue none: the event is not one of the 100 most frequent
     */
    series?: number[]
  })[]
  /** Count of all events in each minute or day of the range, ascending. */
  series: {
    /** When the minute began, ISO 8601. @defaultValue none: a range by day */
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
    /** The pattern of the declaration; `other` for channels that are not declared. */
    channel: string
  })[]
  /** Values that `track` was given with events. @defaultValue none: the server has no shared counters */
  metadata?: {
    /** The name of the event. */
    event: string
    /** The key. */
    key: string
    /** Its value, as text. */
    value: string
    /** Count in the range. */
    count: number
  }[]
}
