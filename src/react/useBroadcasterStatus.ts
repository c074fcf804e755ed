'use client'
import type { BroadcasterStatus } from '../client/index.ts'
import { useReport, type UseReportOptions, type UseReportResult } from './useReport.ts'

/**
 * The backends of the kit's server, as `GET /admin/broadcaster-status` reports them to admins. Requested immediately
 * and then every `interval` ms while the page is visible, once for all components.
 *
 * @throws {@link ProviderMissingError} outside of `PusherProvider`
 * @throws `RangeError` when `interval` is below 1000
 * @example
 * ```tsx
 * import { useBroadcasterStatus } from 'react-pusher-kit'
 *
 * export function Active() {
 *   const { data } = useBroadcasterStatus()
 *   return <p>{data?.broadcasters.find(({ status }) => status === 'active')?.name ?? 'none'}</p>
 * }
 * ```
 */
export function useBroadcasterStatus({
  interval = 10_000,
  enabled = true,
}: UseReportOptions = {}): UseReportResult<BroadcasterStatus> {
  return useReport('useBroadcasterStatus', (reports) => reports.broadcasterStatus(interval), enabled)
}
