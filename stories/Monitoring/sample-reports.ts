import type {
  BroadcasterStatus,
  EventMetricsReport,
  LatencySample,
  MetricsRange,
  UsageReport,
} from 'react-pusher-kit'

/** A day on which `total` of 200 000 messages were sent. */
export function sampleUsage(total: number, change: Partial<UsageReport> = {}): UsageReport {
  const calls = Math.round(total * 0.22)
  const webhooks = Math.round(total * 0.03)
  const presence = Math.round(total * 0.05)
  const percent = Math.round(total / 20) / 100
  return {
    date: new Date().toISOString().slice(0, 10),
    messages: {
      total,
      calls,
      deliveries: total - calls - webhooks - presence,
      deliveries_known: true,
      webhooks,
      presence,
      saved_by_batching: Math.round(total * 0.4),
    },
    peak_connections: 38,
    errors: 0,
    plan: 'Sandbox',
    limits: { messages_per_day: 200_000, connections: 100 },
    percent: { messages: percent, connections: 38 },
    warning: percent >= 80,
    cost_per_month_usd: null,
    projected: { messages_today: Math.round(total * 1.6) },
    shared: true,
    ...change,
  }
}

const backend = { available: true, use_tls: true, configured: true, error_count: 0 } as const

/** Two backends, the first of which sends. */
export const healthyBackends: BroadcasterStatus = {
  primary_broadcaster: 'pusher',
  primary_available: true,
  total_broadcasters: 2,
  available_broadcasters: 2,
  broadcast_to_all: false,
  broadcasters: [
    { ...backend, name: 'pusher', type: 'pusher', status: 'active', cluster: 'eu', message_count: 48_210 },
    {
      ...backend,
      name: 'self_hosted',
      type: 'self_hosted',
      status: 'standby',
      cluster: null,
      message_count: 0,
    },
  ],
}

/** Both backends send each event. */
export const everyBackend: BroadcasterStatus = {
  ...healthyBackends,
  broadcast_to_all: true,
  broadcasters: healthyBackends.broadcasters.map((each) => ({
    ...each,
    status: 'active',
    message_count: 48_210,
  })),
}

/** Pusher is out of quota, Ably fails, a server of one's own sends. */
export const failedOver: BroadcasterStatus = {
  primary_broadcaster: 'pusher',
  primary_available: false,
  total_broadcasters: 3,
  available_broadcasters: 1,
  broadcast_to_all: false,
  broadcasters: [
    {
      ...backend,
      name: 'pusher',
      type: 'pusher',
      status: 'limit_reached',
      available: false,
      cluster: 'eu',
      message_count: 200_000,
      error_count: 1,
      reason: 'The backend answered 403: Over the message quota of the day.',
      retry_in: 540_000,
    },
    {
      ...backend,
      name: 'ably',
      type: 'ably',
      status: 'failing',
      available: false,
      cluster: null,
      message_count: 1200,
      error_count: 14,
      reason: 'The backend could not be reached within 5000 ms.',
      retry_in: 42_000,
    },
    {
      ...backend,
      name: 'self_hosted',
      type: 'self_hosted',
      status: 'active',
      cluster: null,
      message_count: 9114,
    },
  ],
  switches: [
    { at: new Date(Date.now() - 95_000).toISOString(), from: 'ably', to: 'self_hosted' },
    { at: new Date(Date.now() - 4_100_000).toISOString(), from: 'pusher', to: 'ably' },
  ],
}

const minutes = { '5m': 5, '1h': 60, '24h': 1440 } as const
const days = { '7d': 7, '30d': 30, '1y': 365 } as const
const isOfMinutes = (range: MetricsRange): range is keyof typeof minutes => Object.hasOwn(minutes, range)

const count = (index: number) => Math.round(66 + 45 * Math.sin(index / 6) + 20 * Math.sin(index / 1.7))

/** Events of a working day: a wave with the same shape at every load. */
export function sampleMetrics(range: MetricsRange = '1h', now = Date.now()): EventMetricsReport {
  const series = isOfMinutes(range)
    ? Array.from({ length: minutes[range] }, (_, index) => ({
        minute: new Date((Math.floor(now / 60_000) - minutes[range] + 1 + index) * 60_000).toISOString(),
        count: count(index),
      }))
    : Array.from({ length: days[range] }, (_, index) => ({
        day: new Date(now - (days[range] - 1 - index) * 86_400_000).toISOString().slice(0, 10),
        count: count(index) * 1440,
      }))
  const total = series.reduce((sum, part) => sum + part.count, 0)
  const length = Math.ceil(series.length / 30)
  const parts = Math.ceil(series.length / length)
  const event = (name: string, share: number, users: number, phase: number) => ({
    event: name,
    count: Math.round(total * share),
    unique_users: users,
    series: Array.from({ length: parts }, (_, index) =>
      Math.round(share * length * count(index * 2 + phase)),
    ),
  })
  return {
    range,
    series,
    shared: true,
    events: [
      event('log', 0.62, 4, 0),
      event('progress.updated', 0.21, 31, 9),
      event('notification', 0.12, 57, 21),
      event('client-typing', 0.05, 9, 34),
    ],
  }
}

/** An hour of round trips, with a loss of five minutes. */
export function sampleLatency(now = Date.now()): LatencySample[] {
  return Array.from({ length: 120 }, (_, index): LatencySample => {
    const at = now - (120 - index) * 30_000
    return {
      at,
      ms: index === 70 ? null : 42 + Math.round(14 * Math.sin(index / 5) + 9 * Math.sin(index * 1.9)),
    }
  }).filter((_, index) => index <= 70 || index > 80)
}
