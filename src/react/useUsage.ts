'use client'
import type { UsageReport } from '../client/index.ts'
import { useReport, type UseReportOptions, type UseReportResult } from './useReport.ts'

/**
 * The messages of the day and the limits of the plan, as `GET /api/v1/pusher/usage` of the kit's server reports them
 * to admins. Requested immediately and then every `interval` ms while the page is visible, once for all components.
 *
 * @throws {@link ProviderMissingError} outside of `PusherProvider`
 * @throws `RangeError` when `interval` is below 1000
 * @example
 * ```tsx
 * import { useUsage } from 'react-pusher-kit'
 *
 * export function Messages() {
 *   const { data, status } = useUsage({ interval: 30_000 })
 *   if (!data) return <p>{status}</p>
 *   return <p>{data.messages.total} of {data.limits.messages_per_day} messages</p>
 * }
 * ```
 */
export function useUsage({
  interval = 10_000,
  enabled = true,
}: UseReportOptions = {}): UseReportResult<UsageReport> {
  return useReport('useUsage', (reports) => reports.usage(interval), enabled)
}
