import type { CSSProperties } from 'react'
import type { EventLog } from '../../index.ts'
import type { FindMatches } from './line-parts.ts'
import type { LogViewerLabels } from './log-viewer-labels.ts'
import type { LineGrid, ViewSettings } from './view-settings.ts'

export type RowStyleName = 'line' | 'time' | 'badge' | 'thread' | 'text' | 'gap'

/** What every row needs, the same for all of them: a row renders again when this or its line changes. */
export interface RowView {
  log: EventLog
  labels: LogViewerLabels
  settings: ViewSettings
  grid: LineGrid
  rowHeight: number
  find: FindMatches | null
  styles: Record<RowStyleName, { className: string; style: CSSProperties }>
  /** A line that had to be measured takes this many rows. */
  onMeasured: (index: number, rows: number) => void
}
