import type { WebhookEvent } from '../../protocol/index.ts'
import type { Plan } from './plans.ts'
import type { UsageAlerts } from './usage-alerts.ts'

const day = 24 * 60 * 60_000
/** Percent of a limit from which on the server warns. */
const warnAt = 80

interface DayCounts {
  /** Days since 1970, UTC. */
  day: number
  calls: number
  deliveries: number
  deliveriesAreKnown: boolean
  webhooks: number
  /** Joins and leaves of presence channels that webhooks reported. */
  presence: number
  /** Messages that batching saved. */
  saved: number
  errors: number
  peakConnections: number
}

/**
 * Counts messages as Pusher does: calls, deliveries, webhooks, and joins and leaves of presence channels, from
 * 00:00 to 24:00 UTC.
 */
export class UsageMeter {
  readonly #plan: Plan
  readonly #now: () => number
  readonly #alerts: UsageAlerts
  #today: DayCounts

  constructor(plan: Plan, now: () => number, alerts: UsageAlerts) {
    this.#plan = plan
    this.#now = now
    this.#alerts = alerts
    this.#today = emptyDay(this.#day())
  }

  /** Messages that a backend accepted. @param deliveries - null where the backend does not report it */
  sent(messages: number, deliveries: number | null, connections: number | undefined): void {
    const today = this.#current()
    today.calls += messages
    today.deliveries += deliveries ?? 0
    today.deliveriesAreKnown &&= deliveries !== null
    today.peakConnections = Math.max(today.peakConnections, connections ?? 0)
    this.#warn(today)
  }

  /** A webhook of these events. */
  webhook(events: readonly WebhookEvent[]): void {
    const today = this.#current()
    today.webhooks++
    today.presence += events.filter(({ name }) => name === 'member_added' || name === 'member_removed').length
    this.#warn(today)
  }

  saved(messages: number): void {
    this.#current().saved += messages
  }

  failed(count = 1): void {
    this.#current().errors += count
  }

  /** `GET /api/v1/pusher/usage`. */
  report() {
    const today = this.#current()
    const messages = total(today)
    const elapsed = Math.max(0.01, (this.#now() % day) / day)
    return {
      date: new Date(today.day * day).toISOString().slice(0, 10),
      messages: {
        total: messages,
        calls: today.calls,
        deliveries: today.deliveries,
        deliveries_known: today.deliveriesAreKnown,
        webhooks: today.webhooks,
        presence: today.presence,
        saved_by_batching: today.saved,
      },
      peak_connections: today.peakConnections,
      errors: today.errors,
      plan: this.#plan.name,
      limits: { messages_per_day: this.#plan.messagesPerDay, connections: this.#plan.connections },
      percent: {
        messages: percent(messages, this.#plan.messagesPerDay),
        connections: percent(today.peakConnections, this.#plan.connections),
      },
      warning: this.#isNearLimit(today),
      cost_per_month_usd: this.#plan.price ?? null,
      projected: { messages_today: Math.round(messages / elapsed) },
    }
  }

  #warn(today: DayCounts): void {
    this.#alerts.check(total(today), today.peakConnections, (today.day + 1) * day)
  }

  #isNearLimit(today: DayCounts): boolean {
    const { messagesPerDay, connections } = this.#plan
    return (
      percent(total(today), messagesPerDay) >= warnAt || percent(today.peakConnections, connections) >= warnAt
    )
  }

  #current(): DayCounts {
    if (this.#today.day !== this.#day()) this.#today = emptyDay(this.#day())
    return this.#today
  }

  #day(): number {
    return Math.floor(this.#now() / day)
  }
}

function emptyDay(today: number): DayCounts {
  return {
    day: today,
    calls: 0,
    deliveries: 0,
    deliveriesAreKnown: true,
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
