import { counted } from '../../primitives/index.ts'
import { defaultReportLabels, type ReportLabels } from '../reports/report-labels.ts'

/** Every text of `LatencyHistory`. */
export interface LatencyHistoryLabels extends Pick<ReportLabels, 'loading'> {
  /** Heading of the card. */
  title: string
  /** Name of the plot. */
  plot: string
  /** The shortest round trip. */
  min: string
  /** The median. */
  median: string
  /** The 95th percentile. */
  p95: string
  /** The longest round trip. */
  max: string
  /** A round trip, ms. */
  latency: (ms: number) => string
  /** The time of a sample, epoch ms; in the zone `UTC` when rendered on a server, then in the reader's zone. */
  clock: (at: number, timeZone: 'UTC' | undefined) => string
  /** A round trip at its time. */
  sample: (time: string, latency: string) => string
  /** The time at which the connection was lost. */
  lostAt: (time: string) => string
  /** A lost connection in the table for screen readers. */
  lost: string
  /** Count of round trips, and of lost connections between them. */
  summary: (count: number, losses: number) => string
  /** Heading of the times in the table for screen readers. */
  time: string
  /** Heading of the round trips. */
  roundTrip: string
  /** Shown while the connection is lost. */
  away: string
  /** Shown before the first measurement. */
  empty: string
  /** Explains when the first measurement takes place. */
  emptyHint: string
}

const clock = (timeZone: 'UTC' | undefined) =>
  new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit', timeZone })
const clocks = { UTC: clock('UTC'), local: clock(undefined) }

export const defaultLatencyLabels: LatencyHistoryLabels = {
  loading: defaultReportLabels.loading,
  title: 'Latency',
  plot: 'Latency over time',
  min: 'Shortest',
  median: 'Median',
  p95: '95 %',
  max: 'Longest',
  latency: (ms) => `${ms < 10 ? Math.round(ms * 10) / 10 : Math.round(ms)}\u00A0ms`,
  clock: (at, timeZone) => clocks[timeZone ?? 'local'].format(at),
  sample: (time, latency) => `${time}: ${latency}`,
  lostAt: (time) => `${time}: connection lost`,
  lost: 'connection lost',
  summary: (count, losses) =>
    losses === 0
      ? counted(count, 'round trip', 'round trips')
      : `${counted(count, 'round trip', 'round trips')}, connection lost ${counted(losses, 'time', 'times')}`,
  time: 'Time',
  roundTrip: 'Round trip',
  away: 'The connection is lost',
  empty: 'Not measured yet',
  emptyHint: 'A round trip is measured after connecting, and then again and again.',
}
