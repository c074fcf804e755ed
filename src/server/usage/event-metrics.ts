const minute = 60_000
const minutesKept = 24 * 60
/** Distinct names of events and users that one minute remembers. */
const namesPerMinute = 10_000

interface EventCount {
  count: number
  users: Set<string>
}

/** What `range=` may be, in minutes. */
export const metricRanges: Readonly<Record<string, number>> = { '5m': 5, '1h': 60, '24h': minutesKept }

/** Counts events by the minute, for the last 24 hours. */
export class EventMetrics {
  readonly #now: () => number
  /** By minutes since 1970, oldest first. */
  readonly #minutes = new Map<number, Map<string, EventCount>>()

  constructor(now: () => number) {
    this.#now = now
  }

  /** Counts events. @param userId - who caused them; null for the server itself */
  track(channel: string, event: string, userId: string | null, count = 1): void {
    const current = Math.floor(this.#now() / minute)
    const events = this.#minutes.get(current) ?? this.#startMinute(current)
    // Channels come in any number: they are counted by event alone.
    const name = events.has(event) || events.size < namesPerMinute ? event : 'other'
    const counted = events.get(name) ?? { count: 0, users: new Set() }
    events.set(name, counted)
    counted.count += count
    const user = userId ?? ownerOf(channel)
    if (user !== null && counted.users.size < namesPerMinute) counted.users.add(user)
  }

  /** `GET /api/v1/pusher/metrics?range=`. */
  report(range: string, minutes: number) {
    const last = Math.floor(this.#now() / minute)
    const totals = new Map<string, EventCount>()
    const series = Array.from({ length: minutes }, (_, index) => {
      const at = last - minutes + 1 + index
      const events = this.#minutes.get(at)
      for (const [event, counted] of events ?? []) merge(totals, event, counted)
      const count = [...(events?.values() ?? [])].reduce((sum, counted) => sum + counted.count, 0)
      return { minute: new Date(at * minute).toISOString(), count }
    })
    const events = [...totals]
      .map(([event, { count, users }]) => ({ event, count, unique_users: users.size }))
      .toSorted((a, b) => b.count - a.count)
    return { range, events, series }
  }

  #startMinute(current: number): Map<string, EventCount> {
    const events = new Map<string, EventCount>()
    this.#minutes.set(current, events)
    for (const at of this.#minutes.keys()) {
      if (at > current - minutesKept) break
      this.#minutes.delete(at)
    }
    return events
  }
}

function merge(totals: Map<string, EventCount>, event: string, { count, users }: EventCount): void {
  const total = totals.get(event) ?? { count: 0, users: new Set() }
  totals.set(event, total)
  total.count += count
  for (const user of users) total.users.add(user)
}

/** An event in a user's own channel concerns that user, whoever sent it. */
function ownerOf(channel: string): string | null {
  return /^private-user-(.+)$/.exec(channel)?.[1] ?? null
}
