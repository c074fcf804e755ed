import { useCallback, useMemo, useSyncExternalStore } from 'react'
import type { ReportSnapshot } from '../client/index.ts'
import { createReports, loadingReport } from '../client/internal.ts'
import type { Reports, ReportStore } from '../client/internal.ts'
import { useKit } from './kit-context.ts'

/** Options of {@link useUsage} and {@link useBroadcasterStatus}. */
export interface UseReportOptions {
  /** ms between a response and the next request, at least 1000. @defaultValue 10_000 */
  interval?: number
  /** False makes no requests: `status` stays `loading`. @defaultValue true */
  enabled?: boolean
}

/** A report of the server, and a function that requests it. */
export interface UseReportResult<Report> extends ReportSnapshot<Report> {
  /** Requests it now. Resolves when `data` or `error` is set, and never rejects. */
  refresh: () => Promise<void>
}

/** Reads the report that `open` returns. */
export function useReport<Report>(
  hook: string,
  open: (reports: Reports) => ReportStore<Report>,
  isEnabled: boolean,
): UseReportResult<Report> {
  const store = open(useKit(hook).feature(createReports))
  const subscribe = useCallback(
    (listener: () => void) => (isEnabled ? store.subscribe(listener) : () => undefined),
    [store, isEnabled],
  )
  const snapshot = useSyncExternalStore(subscribe, isEnabled ? store.getSnapshot : loading, loading)
  return useMemo(() => ({ ...snapshot, refresh: store.refresh }), [snapshot, store])
}

const loading = () => loadingReport
