import type { EventMetricsReport } from '../../channels/internal.ts'
import { matchChannel } from '../../channels/index.ts'
import type { ChannelDefinitions } from '../../channels/index.ts'
import { invalidField, typeName } from '../http/request/http-error.ts'
import type { CounterQuery, CounterReport, CounterTotal } from '../store/counter-store.ts'
import { EventMetrics, eventSeries, minuteRanges, partsOf, withSeries } from './event-metrics.ts'
import { otherName } from './pending-counts.ts'
import type { SharedCounters } from './shared-counters.ts'
import { SharedNames } from './shared-names.ts'

/** A small record that describes an event. Each value is counted by its key. */
export type EventMetadata = Readonly<Record<string, string | number | boolean>>

/** Maximum number of undeclared event names in a day, in all servers. */
const mostNames = 100
/** Maximum number of metadata values in a day, in all servers, counted by event and key. */
const mostValues = 500
/** Maximum number of metadata keys of one event. */
const mostKeys = 10
/** Maximum characters kept of a name or a value. */
const longestName = 200
const dayRanges: Readonly<Record<string, number>> = { '7d': 7, '30d': 30, '1y': 365 }
const units = { minute: 60_000, day: 86_400_000 } as const
/** Characters that databases cannot store in a text. */
const unstorable = /[\p{Cc}\p{Cs}]/gu

interface EventCountersOptions {
  now: () => number
  channels: ChannelDefinitions
  /** Names of events that are always counted separately. */
  declared: readonly string[]
  /** Counters shared by all servers. @defaultValue none: counts of this process only */
  counters: SharedCounters | undefined
}

/** Counts events in memory, and in the counters that servers share. */
export class EventCounters {
  readonly #channels: ChannelDefinitions
  readonly #counters: SharedCounters | undefined
  readonly #own: EventMetrics

  constructor({ now, channels, declared, counters }: EventCountersOptions) {
    this.#channels = channels
    this.#counters = counters
    this.#own = new EventMetrics(now, declared)
    if (!counters) return
    const isDeclared = new Set([...declared.map(storable), otherName])
    const today = (group: string) => () => counters.readStored({ group, unit: 'day', last: 1 })
    counters.limit(
      'events',
      new SharedNames({
        most: mostNames,
        keyOf: ({ name }) => (isDeclared.has(name) ? null : name),
        other: ({ label }) => ({ name: otherName, label }),
        read: today('events'),
      }),
    )
    counters.limit(
      'metadata',
      new SharedNames({
        most: mostValues,
        keyOf: ({ name, label }) => (name === otherName ? null : `${name}\n${label}`),
        other: () => ({ name: otherName, label: '' }),
        read: today('metadata'),
      }),
    )
  }

  /**
   * Counts events.
   *
   * @param userId - the user who caused the events; null for the server itself
   * @throws Error when a metadata value is not a string, number or boolean
   */
  track(channel: string, event: string, userId: string | null, count = 1, metadata?: EventMetadata): void {
    const pairs = metadata ? pairsOf(metadata) : []
    const own = this.#own.track(channel, event, userId, count)
    if (!this.#counters) return
    const name = storable(own.name)
    const label = matchChannel(this.#channels, channel)?.pattern ?? otherName
    this.#counters.count({ group: 'events', name, label, sum: count, user: own.user })
    for (const pair of pairs) this.#counters.count({ group: 'metadata', name, label: pair, sum: count })
  }

  /**
   * `GET /api/v1/pusher/metrics?range=`: the metrics of all servers if they share counters. While the counters cannot be
   * read, a range of minutes contains only this process.
   *
   * @throws HttpError 400 for an unknown range; StoreError when a range of days cannot be read
   */
  async report(range: string): Promise<EventMetricsReport> {
    const minutes = Object.hasOwn(minuteRanges, range) ? minuteRanges[range] : undefined
    const days = Object.hasOwn(dayRanges, range) ? dayRanges[range] : undefined
    if (minutes !== undefined) {
      const query = { group: 'events', unit: 'minute', last: minutes, users: true } as const
      const counters = this.#counters
      const stored = await (counters && storedReport(counters, range, query).catch(() => undefined))
      return stored ?? { ...this.#own.report(range, minutes), shared: false }
    }
    if (days === undefined || !this.#counters) throw invalidRange(days !== undefined)
    return storedReport(this.#counters, range, { group: 'events', unit: 'day', last: days, users: true })
  }
}

/** @throws StoreError when the store cannot be reached */
async function storedReport(
  counters: SharedCounters,
  range: string,
  query: CounterQuery,
): Promise<EventMetricsReport> {
  const events = await counters.read({ ...query, parts: partsOf(query.last) })
  const metadata = await counters.readStored({ ...query, group: 'metadata', users: false })
  return {
    range,
    events: withSeries(eventsOf(events), eventSeries(events.parts ?? [], query.last)),
    series: seriesOf(query, events),
    shared: true,
    channels: inOrder(events.totals)
      .map(({ name, label, sum, users }) => ({
        event: name,
        channel: label === '' ? otherName : label,
        count: sum,
        unique_users: users,
      }))
      .toSorted(byCount),
    metadata: inOrder(metadata.totals).map(metadataOf).toSorted(byCount),
  }
}

function invalidRange(isOfDays: boolean): Error {
  const ranges = Object.keys(minuteRanges).join(', ')
  return isOfDays
    ? invalidField('range', `Expected \`range\` to be one of ${ranges}: days need a store with counters.`)
    : invalidField(
        'range',
        `Expected \`range\` to be one of ${ranges}, ${Object.keys(dayRanges).join(', ')}.`,
      )
}

/** Keys with their values, as labels. */
function pairsOf(metadata: EventMetadata): string[] {
  return Object.entries<unknown>(metadata)
    .filter(([, value]) => value !== undefined)
    .slice(0, mostKeys)
    .map(([key, value]) => {
      if (!['string', 'number', 'boolean'].includes(typeof value)) {
        throw new Error(
          `Expected \`metadata.${storable(key)}\` to be a text, a number or a boolean but got ${typeName(value)}.`,
        )
      }
      return JSON.stringify([storable(key), storable(String(value))])
    })
}

function storable(text: string): string {
  return text.slice(0, longestName).replace(unstorable, '\u{FFFD}')
}

/** Sorts entries with the same count. */
function inOrder(totals: readonly CounterTotal[]): CounterTotal[] {
  return totals.toSorted((a, b) =>
    a.name === b.name ? compared(a.label, b.label) : compared(a.name, b.name),
  )
}

function compared(a: string, b: string): number {
  return a < b ? -1 : 1
}

function byCount(a: { count: number }, b: { count: number }): number {
  return b.count - a.count
}

function eventsOf({ totals, users }: CounterReport) {
  const counts = new Map<string, number>()
  for (const { name, sum } of inOrder(totals)) counts.set(name, (counts.get(name) ?? 0) + sum)
  return [...counts]
    .map(([event, count]) => ({ event, count, unique_users: users.get(event) ?? 0 }))
    .toSorted(byCount)
}

/** Each minute or day of the range, including those without events. */
function seriesOf({ unit, last }: CounterQuery, { now, series }: CounterReport) {
  const counts = new Map(series.map(({ at, sum }) => [at, sum]))
  const present = Math.floor(now / units[unit])
  return Array.from({ length: last }, (_, index) => {
    const at = (present - last + 1 + index) * units[unit]
    const count = counts.get(at) ?? 0
    const time = new Date(at).toISOString()
    return unit === 'minute' ? { minute: time, count } : { day: time.slice(0, 10), count }
  })
}

function metadataOf({ name, label, sum }: CounterTotal) {
  const [key = otherName, value = otherName] = label === '' ? [] : (JSON.parse(label) as string[])
  return { event: name, key, value, count: sum }
}
