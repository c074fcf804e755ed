import { formatDuration } from '../lib/duration.ts'

/** The texts of a report's states. */
export interface ReportLabels {
  /** Shown until the first response. */
  loading: string
  /** Shown when the server denies the report. */
  denied: string
  /** Explains who may read the report. */
  deniedHint: string
  /** Shown when no request has succeeded so far. */
  failed: string
  /** Button that sends the request again. */
  retry: string
  /** Shown when the last request failed, with the age of the report, ms. */
  stale: (age: number) => string
  /** Shown when the counts include only one of several servers. */
  notShared: string
}

export const defaultReportLabels: ReportLabels = {
  loading: 'Loading',
  denied: 'Not allowed to read this report',
  deniedHint: 'The server shows it to admins.',
  failed: 'The report could not be loaded',
  retry: 'Try again',
  stale: (age) => `Not up to date: ${formatDuration(age)} old`,
  notShared: 'Of one server, since its start',
}
