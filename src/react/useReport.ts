import { useCallback, useMemo, useSyncExternalStore } from 'react'
import type { ReportSnapshot } from '../client/index.ts'
import { createReports, loadingReport } from '../client/internal.ts'
import type { Reports, ReportStore } from '../client/internal.ts'
import { useKit } from './kit-context.ts'

/** Options of {@link useUsage} and {@link useBroadcasterStatus}. */
export interface UseReportOptions {
  /** ms between an answer and the next request, 1000 or more. @defaultValue 10_000 */
  interval?: number
  /** False asks for nothing: `status` stays `loading`. @defaultValue true */
  enabled?: boolean
}

/** A report of the server, and how to ask for it now. */
export interface UseReportResult<Report> extends ReportSnapshot<Report> {
  /** Asks now; resolves when `data` or `error` is known, and never rejects. */
  refresh: () => Promise<void>
}

/** Reads the report that `open` finds. */
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
