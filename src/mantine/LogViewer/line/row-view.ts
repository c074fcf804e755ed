import type { CSSProperties, ReactNode } from 'react'
import type { EventLog, LogLine } from '../../../index.ts'
import type { FindMatches } from './line-parts.ts'
import type { LogViewerLabels } from '../log-viewer-labels.ts'
import type { LineGrid, ViewSettings } from '../state/view-settings.ts'

/** Draws a line's text; `text` is what the viewer would draw. It must keep to the grid: one font, no other heights. */
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

/** What every row needs, the same for all of them: a row renders again when this or its line changes. */
export interface RowView {
  log: EventLog
  labels: LogViewerLabels
  settings: ViewSettings
  grid: LineGrid
  rowHeight: number
  find: FindMatches | null
  /** Only these lines are searched for matches to mark; null for all. */
  isHit: ((index: number) => boolean) | null
  /** Lines whose JSON is unfolded, by absolute index. */
  unfolded: ReadonlySet<number>
  /** Lines that have a bookmark, by absolute index. */
  marked: ReadonlySet<number>
  /** Draws a line's text in place of the viewer. */
  renderLine: RenderLine | undefined
  styles: Record<RowStyleName, { className: string; style: CSSProperties }>
  /** A line that had to be measured takes this many rows. */
  onMeasured: (index: number, rows: number) => void
}
