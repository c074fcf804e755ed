import { Button, EmptyState, Skeleton } from '@mantine/core'
import { useEffect, useState } from 'react'
import type { UseReportResult } from '../../index.ts'
import { useNow } from '../lib/useNow.ts'
import type { ReportLabels } from './report-labels.ts'

/** Styles of the parts common to all reports. */
export type GetReportStyles = (part: 'notice' | 'empty' | 'skeleton') => { className: string }

/** The source of a report: data of the app, or a hook. */
export type ReportState<Data> = Pick<UseReportResult<Data>, 'data' | 'status' | 'updatedAt' | 'refresh'>

export interface ReportProps<Data> {
  report: ReportState<Data>
  getStyles: GetReportStyles
  labels: ReportLabels
  /** Possible reason of a failure. */
  failedHint?: string | undefined
  children: (data: Data) => React.ReactNode
}

/** Shows a report, or the reason why there is none. */
export function Report<Data>({ report, getStyles, labels, failedHint, children }: ReportProps<Data>) {
  const { data, status, refresh } = report
  const retry = (
    <Button size="compact-xs" h={24} variant="default" onClick={() => void refresh()}>
      {labels.retry}
    </Button>
  )
  if (data === null && status === 'loading') {
    return (
      <div role="status" aria-label={labels.loading}>
        <Skeleton {...getStyles('skeleton')} />
      </div>
    )
  }
  if (data === null) {
    const isDenied = status === 'denied'
    return (
      <EmptyState
        {...getStyles('empty')}
        size="sm"
        title={isDenied ? labels.denied : labels.failed}
        description={isDenied ? labels.deniedHint : failedHint}
        role="alert"
      >
        <EmptyState.Actions>{retry}</EmptyState.Actions>
      </EmptyState>
    )
  }
  return (
    <>
      {children(data)}
      {status === 'stale' && (
        <div {...getStyles('notice')} role="alert">
          <StaleText updatedAt={report.updatedAt} labels={labels} />
          {retry}
        </div>
      )}
    </>
  )
}

function StaleText({ updatedAt, labels }: { updatedAt: number | null; labels: ReportLabels }) {
  const now = useNow(1000, true)
  return <span suppressHydrationWarning>{labels.stale(Math.max(0, now - (updatedAt ?? now)))}</span>
}

const refresh = () => Promise.resolve()

/** Shows a report that the app passes; null while it loads. Durations in it are relative to the time it was passed. */
export function GivenReport<Data>({
  data,
  children,
  ...parts
}: Pick<ReportProps<Data>, 'getStyles' | 'labels'> & {
  data: Data | null
  children: (data: Data, report: ReportState<Data>) => React.ReactNode
}) {
  const report = useGivenReport(data)
  return (
    <Report report={report} {...parts}>
      {(given) => children(given, report)}
    </Report>
  )
}

function useGivenReport<Data>(data: Data | null): ReportState<Data> {
  const [updatedAt, setUpdatedAt] = useState<number | null>(null)
  useEffect(() => {
    const note = () => setUpdatedAt(Date.now())
    note()
  }, [data])
  return { data, updatedAt, status: data === null ? 'loading' : 'ready', refresh }
}
