import type { UsageReport } from '../../channels/internal.ts'
import type { WebhookEvent } from '../../protocol/index.ts'
import type { CounterQuery, CounterReport } from '../store/counter-store.ts'
import type { Plan } from './plans.ts'
import type { SharedCounters } from './shared-counters.ts'
import type { UsageAlerts } from './usage-alerts.ts'

const day = 24 * 60 * 60_000
/** Percent of a limit at which the server starts to warn. */
const warnAt = 80

/** The counter group of usage. */
const group = 'usage'

interface DayCounts {
  /** Days since 1970, UTC. */
  day: number
  calls: number
  deliveries: number
  /** Calls of backends that do not report the number of deliveries. */
  unknownDeliveries: number
  webhooks: number
  /** Joins and leaves of presence channels, reported by webhooks. */
  presence: number
  /** Messages saved by batching. */
  saved: number
  errors: number
  peakConnections: number
}

type Figure = Exclude<keyof DayCounts, 'day' | 'peakConnections'>

/**
 * Counts messages as Pusher does: calls, deliveries, webhooks, and joins and leaves of presence channels, from
 * 00:00 to 24:00 UTC. With the counters of a store, the store's clock determines the day, and the counts include all
 * servers.
 */
export class UsageMeter {
  readonly #plan: Plan
  readonly #now: () => number
  readonly #alerts: UsageAlerts
  readonly #counters: SharedCounters | undefined
  #today: DayCounts

  constructor(plan: Plan, now: () => number, alerts: UsageAlerts, counters?: SharedCounters) {
    this.#plan = plan
    this.#now = now
    this.#alerts = alerts
    this.#counters = counters
    this.#today = emptyDay(dayOf(now()))
    counters?.onStored(group, async () => {
      const { counts } = storedDay(await counters.readStored(todays))
      await this.#alerts.checkShared(total(counts), counts.peakConnections, endOf(counts), counters)
    })
  }

  /** Counts messages that a backend accepted. @param deliveries - null if the backend does not report it */
  sent(messages: number, deliveries: number | null, connections: number | undefined): void {
    this.#count('calls', messages)
    if (deliveries === null) this.#count('unknownDeliveries', 1)
    else if (deliveries > 0) this.#count('deliveries', deliveries)
    if (connections !== undefined && connections > 0) this.#connected(connections)
    this.#warn()
  }

  /** Counts a webhook with these events. */
  webhook(events: readonly WebhookEvent[]): void {
    this.#count('webhooks', 1)
    const presence = events.filter(({ name }) => name === 'member_added' || name === 'member_removed').length
    if (presence > 0) this.#count('presence', presence)
    this.#warn()
  }

  saved(messages: number): void {
    if (messages > 0) this.#count('saved', messages)
  }

  failed(count = 1): void {
    this.#count('errors', count)
  }

  /**
   * `GET /api/v1/pusher/usage`: the usage of all servers if they share counters, or of this process while the counters
   * cannot be read.
   */
  async report(): Promise<UsageReport> {
    const stored = await this.#counters?.read(todays).catch(() => undefined)
    return stored
      ? { ...this.#reportOf(storedDay(stored)), shared: true }
      : { ...this.#reportOf({ counts: this.#current(), now: this.#now() }), shared: false }
  }

  #reportOf({ counts, now }: { counts: DayCounts; now: number }): Omit<UsageReport, 'shared'> {
    const messages = total(counts)
    const elapsed = Math.max(0.01, (now % day) / day)
    return {
      date: new Date(counts.day * day).toISOString().slice(0, 10),
      messages: {
        total: messages,
        calls: counts.calls,
        deliveries: counts.deliveries,
        deliveries_known: counts.unknownDeliveries === 0,
        webhooks: counts.webhooks,
        presence: counts.presence,
        saved_by_batching: counts.saved,
      },
      peak_connections: counts.peakConnections,
      errors: counts.errors,
      plan: this.#plan.name,
      limits: { messages_per_day: this.#plan.messagesPerDay, connections: this.#plan.connections },
      percent: {
        messages: percent(messages, this.#plan.messagesPerDay),
        connections: percent(counts.peakConnections, this.#plan.connections),
      },
      warning: this.#isNearLimit(counts),
      cost_per_month_usd: this.#plan.price ?? null,
      projected: { messages_today: Math.round(messages / elapsed) },
    }
  }

  #count(name: Figure, count: number): void {
    this.#current()[name] += count
    this.#counters?.count({ group, name, sum: count })
  }

  #connected(connections: number): void {
    const today = this.#current()
    today.peakConnections = Math.max(today.peakConnections, connections)
    this.#counters?.count({ group, name: 'peakConnections', sum: 0, max: connections })
  }

  /** If servers share counters, alerts are checked when the counters are stored. */
  #warn(): void {
    if (this.#counters) return
    const today = this.#current()
    this.#alerts.check(total(today), today.peakConnections, endOf(today))
  }

  #isNearLimit(counts: DayCounts): boolean {
    const { messagesPerDay, connections } = this.#plan
    return (
      percent(total(counts), messagesPerDay) >= warnAt ||
      percent(counts.peakConnections, connections) >= warnAt
    )
  }

  #current(): DayCounts {
    const today = dayOf(this.#now())
    if (this.#today.day !== today) this.#today = emptyDay(today)
    return this.#today
  }
}

const todays: CounterQuery = { group, unit: 'day', last: 1 }

/** The counts of the store for its current day. */
function storedDay({ now, totals }: CounterReport): { counts: DayCounts; now: number } {
  const figures = new Map(totals.map(({ name, sum, max }) => [name, { sum, max }]))
  const sumOf = (name: Figure) => figures.get(name)?.sum ?? 0
  const counts = {
    day: dayOf(now),
    calls: sumOf('calls'),
    deliveries: sumOf('deliveries'),
    unknownDeliveries: sumOf('unknownDeliveries'),
    webhooks: sumOf('webhooks'),
    presence: sumOf('presence'),
    saved: sumOf('saved'),
    errors: sumOf('errors'),
    peakConnections: figures.get('peakConnections')?.max ?? 0,
  }
  return { counts, now }
}

function dayOf(now: number): number {
  return Math.floor(now / day)
}

/** Epoch ms. */
function endOf(counts: DayCounts): number {
  return (counts.day + 1) * day
}

function emptyDay(today: number): DayCounts {
  return {
    day: today,
    calls: 0,
    deliveries: 0,
    unknownDeliveries: 0,
    webhooks: 0,
    presence: 0,
    saved: 0,
    errors: 0,
    peakConnections: 0,
  }
}

function total({ calls, deliveries, webhooks, presence }: DayCounts): number {
  return calls + deliveries + webhooks + presence
}

function percent(part: number, whole: number): number {
  return Math.round((part / whole) * 10_000) / 100
}
