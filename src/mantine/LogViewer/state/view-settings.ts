import type { LogTimestamps } from '../line/log-time.ts'

/** How close lines stand: `dense` or `comfortable`. */
export type LogDensity = 'dense' | 'comfortable'

/** How lines are drawn; the reader may change it. */
export interface ViewSettings {
  wrap: boolean
  timestamps: LogTimestamps
  utc: boolean
  /** Shows each line's number (`seq`). */
  numbers: boolean
  /** Shows equal lines that follow each other once, with their number. */
  collapse: boolean
  /** Shows how many lines were written when. */
  histogram: boolean
  density: LogDensity
}

/** The width below which a viewer counts as narrow, px. */
const narrow = 560

/** Columns of the grid that each part of a line takes, its space included. */
export interface LineGrid {
  number: number
  time: number
  withMs: boolean
  level: number
  repeats: number
  thread: number
  /** Of the text; Infinity without wrapping. */
  text: number
  isNarrow: boolean
}

/** px before the first part of a line: room for the mark of a bookmark. */
const startPadding = 16
/** px after the text. */
const endPadding = 12

/** Divides the viewport's columns among the parts of a line. */
export function lineGrid(
  width: number,
  charWidth: number,
  settings: ViewSettings,
  threadColumns: number,
  largestNumber: number,
): LineGrid {
  const isNarrow = width < narrow
  const withMs = !isNarrow
  const columns = charWidth > 0 ? Math.floor((width - startPadding - endPadding) / charWidth) : 80
  const thread = isNarrow ? 0 : threadColumns
  const time = settings.timestamps === 'off' ? 0 : settings.timestamps === 'relative' ? 5 : withMs ? 14 : 9
  const level = 3
  const repeats = settings.collapse ? 7 : 0
  const number = settings.numbers ? String(largestNumber).length + 2 : 0
  const text = settings.wrap ? Math.max(10, columns - number - time - level - repeats - thread - 1) : Infinity
  return { number, time, withMs, level, repeats, thread, text, isNarrow }
}
