import { formatDuration } from '../lib/duration.ts'

/** The texts of a report's states. */
export interface ReportLabels {
  /** While the first answer is awaited. */
  loading: string
  /** When the server refuses the report. */
  denied: string
  /** Who may read it. */
  deniedHint: string
  /** When no answer came so far. */
  failed: string
  /** Button that asks again. */
  retry: string
  /** When the last request failed; the age of what is shown, ms. */
  stale: (age: number) => string
  /** When the server counts alone, without those beside it. */
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
