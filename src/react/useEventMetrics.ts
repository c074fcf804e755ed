'use client'
import type { EventMetricsReport, MetricsRange } from '../client/index.ts'
import { useReport, type UseReportOptions, type UseReportResult } from './useReport.ts'

/** Options of {@link useEventMetrics}. */
export interface UseEventMetricsOptions extends UseReportOptions {
  /** The time range, which ends now; `7d`, `30d` and `1y` need a store with counters. @defaultValue '1h' */
  range?: MetricsRange
}

/**
 * Numbers of events and of the users who caused them, as `GET /api/v1/pusher/metrics` of the kit's server reports them
 * to admins. Requested immediately and then every `interval` ms while the page is visible, once for all components
 * with the same range.
 *
 * @throws {@link ProviderMissingError} outside of `PusherProvider`
 * @throws `RangeError` when `interval` is below 1000
 * @example
 * ```tsx
 * import { useEventMetrics } from 'react-pusher-kit'
 *
 * export function MostFrequent() {
 *   const { data } = useEventMetrics({ range: '24h' })
 *   return <p>{data?.events[0]?.event ?? 'no events'}</p>
 * }
 * ```
 */
export function useEventMetrics({
  range = '1h',
  interval = 10_000,
  enabled = true,
}: UseEventMetricsOptions = {}): UseReportResult<EventMetricsReport> {
  return useReport('useEventMetrics', (reports) => reports.eventMetrics(range, interval), enabled)
}
