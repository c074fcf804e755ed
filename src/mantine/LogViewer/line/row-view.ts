import type { CSSProperties, ReactNode } from 'react'
import type { EventLog, LogLine } from '../../../index.ts'
import type { FindMatches } from './line-parts.ts'
import type { LabelsAtOnce } from '../default-labels.ts'
import type { LineGrid, ViewSettings } from '../state/view-settings.ts'

/** Renders a line's text; `text` is the default. The result must keep the font and the line height of the grid. */
export type RenderLine = (line: LogLine, text: ReactNode) => ReactNode

export type RowStyleName =
  | 'line'
  | 'number'
  | 'time'
  | 'badge'
  | 'repeats'
  | 'thread'
  | 'text'
  | 'bookmark'
  | 'gap'

/** The props that all rows share. A row renders again when they or its line change. */
export interface RowView {
  log: EventLog
  labels: LabelsAtOnce
  settings: ViewSettings
  grid: LineGrid
  rowHeight: number
  find: FindMatches | null
  /** Matches are highlighted in these lines only; null for all lines. */
  isHit: ((index: number) => boolean) | null
  /** Lines that are shown completely, with expanded JSON, by absolute index. */
  unfolded: ReadonlySet<number>
  onUnfold: (indices: readonly number[]) => void
  /** Lines that have a bookmark, by absolute index. */
  bookmarked: ReadonlySet<number>
  /** Replaces the default rendering of a line's text. */
  renderLine: RenderLine | undefined
  styles: Record<RowStyleName, { className: string; style: CSSProperties }>
  /** Called with the rows of a line that was measured in the DOM. */
  onMeasured: (index: number, rows: number, columns: number) => void
  /** True for a line whose rows were measured before. */
  isMeasured: (index: number) => boolean
}
