import type { EventCount, EventMetricsReport } from '../../channels/internal.ts'
import type { CounterPart } from '../store/counter-store.ts'
import { otherName } from './pending-counts.ts'

const minute = 60_000
const minutesKept = 24 * 60
/** Maximum number of undeclared event names that are counted separately; the others count as `other`. */
const undeclaredNames = 100
/** Maximum number of pairs of event and user. The least recently seen pair is removed first. */
const rememberedUsers = 100_000
/** Maximum characters kept of a user id. */
const idLength = 200

/** Maximum number of events in a report that have a separate series. */
const mostSeries = 100
/** Number of parts in the series of an event. */
const mostParts = 30

/** Minutes or days of one part, for a range of that many minutes or days. */
export function partsOf(last: number): { length: number; names: number } {
  return { length: Math.ceil(last / mostParts), names: mostSeries }
}

/** The series of single events, without events that have no counts. */
export function eventSeries(parts: Iterable<CounterPart>, last: number): Map<string, number[]> {
  const series = new Map<string, number[]>()
  const count = Math.ceil(last / partsOf(last).length)
  for (const { name, back, sum } of parts) {
    const counts = series.get(name) ?? Array<number>(count).fill(0)
    series.set(name, counts)
    const index = count - 1 - back
    if (index in counts) (counts[index] as number) += sum
  }
  return series
}

/** The ranges of `range=` that are counted in minutes. */
export const minuteRanges: Readonly<Record<string, number>> = { '5m': 5, '1h': 60, '24h': minutesKept }

/**
 * Counts events per minute, for the last 24 hours. Publishers choose event names, so only the declared names and a fixed
 * number of others are kept.
 */
export class EventMetrics {
  readonly #now: () => number
  readonly #declared: ReadonlySet<string>
  /** Counts by event, by minutes since 1970; oldest first. */
  readonly #minutes = new Map<number, Map<string, number>>()
  /** The minute in which each undeclared name was last counted; the least recently seen name first. */
  readonly #undeclared = new Map<string, number>()
  /** The minute in which a user last caused an event; the least recently seen pair first. */
  readonly #users = new Map<string, { event: string; minute: number }>()

  /** @param declared - names of events that are always counted separately */
  constructor(now: () => number, declared: Iterable<string> = []) {
    this.#now = now
    this.#declared = new Set(declared)
  }

  /**
   * Counts events.
   *
   * @param userId - the user who caused the events; null for the server itself
   * @returns the name and the user under which the events were counted
   */
  track(
    channel: string,
    event: string,
    userId: string | null,
    count = 1,
  ): { name: string; user: string | null } {
    const current = Math.floor(this.#now() / minute)
    const events = this.#minutes.get(current) ?? this.#startMinute(current)
    // Not counted by channel, because the number of channels is unlimited.
    const name = this.#nameOf(event, current)
    events.set(name, (events.get(name) ?? 0) + count)
    const user = (userId ?? ownerOf(channel))?.slice(0, idLength) ?? null
    if (user !== null) this.#remember(name, user, current)
    return { name, user }
  }

  /** `GET /api/v1/pusher/metrics?range=`. */
  report(range: string, minutes: number) {
    const last = Math.floor(this.#now() / minute)
    const first = last - minutes + 1
    const totals = new Map<string, number>()
    const series = Array.from({ length: minutes }, (_, index) => {
      const events = [...(this.#minutes.get(first + index) ?? [])]
      for (const [event, count] of events) totals.set(event, (totals.get(event) ?? 0) + count)
      const count = events.reduce((sum, [, part]) => sum + part, 0)
      return { minute: new Date((first + index) * minute).toISOString(), count }
    })
    const users = this.#usersSince(first)
    const events = [...totals]
      .map(([event, count]) => ({ event, count, unique_users: users.get(event) ?? 0 }))
      .toSorted((a, b) => b.count - a.count)
    const { length } = partsOf(minutes)
    const parts = [...this.#minutes].flatMap(([at, counts]) =>
      [...counts].map(([name, sum]) => ({ name, sum, back: Math.floor((last - at) / length) })),
    )
    return { range, events: withSeries(events, eventSeries(parts, minutes)), series }
  }

  #nameOf(event: string, current: number): string {
    if (this.#declared.has(event)) return event
    for (const [name, seen] of this.#undeclared) {
      if (seen > current - minutesKept) break
      this.#undeclared.delete(name)
    }
    const isKnown = this.#undeclared.delete(event)
    if (!isKnown && this.#undeclared.size >= undeclaredNames) return otherName
    this.#undeclared.set(event, current)
    return event
  }

  #remember(event: string, user: string, current: number): void {
    // The length separates the event name from the user id.
    const key = `${event.length} ${event}${user}`
    this.#users.delete(key)
    this.#users.set(key, { event, minute: current })
    if (this.#users.size <= rememberedUsers) return
    const [oldest] = this.#users.keys()
    if (oldest !== undefined) this.#users.delete(oldest)
  }

  #usersSince(first: number): Map<string, number> {
    const counts = new Map<string, number>()
    for (const { event, minute: seen } of this.#users.values()) {
      if (seen >= first) counts.set(event, (counts.get(event) ?? 0) + 1)
    }
    return counts
  }

  #startMinute(current: number): Map<string, number> {
    const events = new Map<string, number>()
    this.#minutes.set(current, events)
    for (const at of this.#minutes.keys()) {
      // Recorded minutes may be in the future if the clock was set back.
      if (at <= current - minutesKept || at > current) this.#minutes.delete(at)
    }
    for (const [key, { minute: seen }] of this.#users) {
      if (seen > current - minutesKept) break
      this.#users.delete(key)
    }
    return events
  }
}

/** Adds their series to events. */
export function withSeries(
  events: readonly EventCount[],
  series: ReadonlyMap<string, number[]>,
): EventMetricsReport['events'] {
  return events.map((event, index) => {
    const own = index < mostSeries && series.get(event.event)
    return own ? { ...event, series: own } : event
  })
}

/** An event in a user's channel belongs to that user, not to its sender. */
function ownerOf(channel: string): string | null {
  return /^private-user-(.+)$/.exec(channel)?.[1] ?? null
}
