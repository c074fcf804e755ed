import { type EventLog, type LogLine, plainText } from '../../../index.ts'
import type { LineList } from '../state/line-list.ts'
import { wholeTime } from '../line/log-time.ts'
import type { LineRange } from './useLineSelection.ts'

/** Larger selections are not processed line by line. */
export const manyLines = 200

export interface SelectedLine extends LogLine {
  /** Absolute. */
  index: number
  /** Number of equal lines collapsed into its row. */
  repeats: number
}

/** The shown rows of the selected lines, the end excluded. */
export function selectedRows(list: LineList, { from, to }: LineRange): { start: number; end: number } {
  const last = list.positionOf(to)
  return { start: list.positionOf(from), end: list.has(to) ? last + 1 : last }
}

/** The selected lines to bookmark: all of them, or the first one if there are more than `manyLines`. */
export function indicesToBookmark(list: LineList, range: LineRange): number[] {
  const { start, end } = selectedRows(list, range)
  const stop = end - start > manyLines ? start + 1 : end
  return Array.from({ length: stop - start }, (_, row) => list.indexAt(start + row))
}

/** The selected lines that are shown, oldest first. */
export function* selectedLines(log: EventLog, list: LineList, range: LineRange): Generator<SelectedLine> {
  const { start, end } = selectedRows(list, range)
  for (let position = start; position < end; position += 1) {
    const index = list.indexAt(position)
    const line = log.line(index)
    if (line) yield { ...line, index, repeats: list.repeats(position) }
  }
}

/** A line as it is copied with details; `×42` is the count of equal lines collapsed into it. */
export function withDetails({ text, level, thread, timestamp, repeats }: SelectedLine): string {
  const details = [wholeTime(timestamp), level.toUpperCase().padEnd(5), thread && `[${thread}]`]
  return [...details, plainText(text), repeats > 1 && `×${repeats}`].filter(Boolean).join(' ')
}
