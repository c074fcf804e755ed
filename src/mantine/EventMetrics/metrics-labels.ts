import { counted, formatCount } from '../../primitives/index.ts'
import type { MetricsRange } from '../../index.ts'
import { defaultReportLabels, type ReportLabels } from '../reports/report-labels.ts'

/** The ranges that `EventMetrics` has buttons for. */
export type EventMetricsRange = Exclude<MetricsRange, '1y'>

/** Every text of `EventMetrics`. */
export interface EventMetricsLabels extends ReportLabels {
  /** Heading of the card. */
  title: string
  /** Name of the group of range buttons. */
  ranges: string
  /** The ranges. */
  range: Readonly<Record<EventMetricsRange, string>>
  /** Name of the plot. */
  plot: string
  /** The time of a bar of minutes, epoch ms; in the zone `UTC` when rendered on a server, then in the reader's zone. */
  minute: (at: number, timeZone: 'UTC' | undefined) => string
  /** The day (UTC) of a bar, epoch ms. */
  day: (at: number) => string
  /** A count of events or users as a number. */
  count: (count: number) => string
  /** The count of a bar at its time. */
  bar: (time: string, count: number) => string
  /** The count of the range, and the highest count of a bar. */
  total: (count: number, most: number) => string
  /** End of the plot. */
  now: string
  /** Heading of the times in the table for screen readers. */
  time: string
  /** Name of the table of events. */
  events: string
  /** Heading of the names of events. */
  event: string
  /** Heading of the counts. */
  counts: string
  /** Heading of the users who caused an event. */
  users: string
  /** Heading of the sparklines. */
  trend: string
  /** The text of a sparkline: its lowest and highest count. */
  between: (least: number, most: number) => string
  /** Count of events that are not in the table. */
  more: (count: number) => string
  /** Shown when the range has no event. */
  empty: string
  /** Explains when the first event appears. */
  emptyHint: string
  /** The reason why a range of days is not available. */
  daysHint: string
}

const clock = (timeZone: 'UTC' | undefined) =>
  new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone })
const clocks = { UTC: clock('UTC'), local: clock(undefined) }
const date = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' })
const events = (count: number) => counted(count, 'event', 'events')

export const defaultMetricsLabels: EventMetricsLabels = {
  ...defaultReportLabels,
  title: 'Events',
  ranges: 'Range',
  range: { '5m': '5 m', '1h': '1 h', '24h': '24 h', '7d': '7 d', '30d': '30 d' },
  plot: 'Events over time',
  minute: (at, timeZone) => clocks[timeZone ?? 'local'].format(at),
  day: (at) => date.format(at),
  count: formatCount,
  bar: (time, count) => `${time}: ${events(count)}`,
  total: (count, most) => `${events(count)}, at most ${formatCount(most)} in a bar`,
  now: 'now',
  time: 'Time',
  events: 'Events by name',
  event: 'Event',
  counts: 'Count',
  users: 'Users',
  trend: 'Trend',
  between: (least, most) => `between ${formatCount(least)} and ${formatCount(most)}`,
  more: (count) => `and ${formatCount(count)} more`,
  empty: 'No events in this range',
  emptyHint: 'Each event that the server publishes is counted here.',
  daysHint: 'Days need a store with counters, such as libsqlStore or postgresStore.',
}
