import type { LogTimestamps } from '../line/log-time.ts'

/** The space between lines: `dense` or `comfortable`. */
export type LogDensity = 'dense' | 'comfortable'

/** How lines are rendered; the user may change it. */
export interface ViewSettings {
  wrap: boolean
  timestamps: LogTimestamps
  utc: boolean
  /** Shows each line's number (`seq`). */
  numbers: boolean
  /** Collapses consecutive equal lines into one with a count. */
  collapse: boolean
  /** Shows a histogram of lines over time. */
  histogram: boolean
  density: LogDensity
}

/** The width below which a viewer counts as narrow, px. */
const narrow = 560

/** Columns of each part of a line, including padding. */
export interface LineGrid {
  number: number
  time: number
  withMs: boolean
  level: number
  repeats: number
  thread: number
  /** Columns of the text; Infinity without wrapping. */
  text: number
  isNarrow: boolean
}

/** The columns that the lines require. */
interface LineNeeds {
  /** Columns of the names of threads; 0 for one thread. */
  threadColumns: number
  /** Columns of the counts of repeated lines; 0 without any. */
  repeatColumns: number
  /** The line number with the most digits. */
  largestNumber: number
}

/** px before the first part of a line, for the icon of a bookmark. */
const startPadding = 16
/** px after the text. */
const endPadding = 12

/** Divides the viewport's columns among the parts of a line. */
export function lineGrid(
  width: number,
  charWidth: number,
  settings: ViewSettings,
  { threadColumns, repeatColumns: repeats, largestNumber }: LineNeeds,
): LineGrid {
  const isNarrow = width < narrow
  const withMs = !isNarrow
  const columns = charWidth > 0 ? Math.floor((width - startPadding - endPadding) / charWidth) : 80
  const thread = isNarrow ? 0 : threadColumns
  const time = settings.timestamps === 'off' ? 0 : settings.timestamps === 'relative' ? 5 : withMs ? 14 : 9
  const level = 3
  const number = settings.numbers ? String(largestNumber).length + 2 : 0
  const text = settings.wrap ? Math.max(10, columns - number - time - level - repeats - thread - 1) : Infinity
  return { number, time, withMs, level, repeats, thread, text, isNarrow }
}
