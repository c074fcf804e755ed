export type { ReportLabels } from './report-labels.ts'
