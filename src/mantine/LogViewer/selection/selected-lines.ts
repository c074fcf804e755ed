import { type EventLog, type LogLine, plainText } from '../../../index.ts'
import type { LineList } from '../state/line-list.ts'
import { wholeTime } from '../line/log-time.ts'
import { selectedRows } from './selected-rows.ts'
import type { LineRange } from './useLineSelection.ts'

export interface SelectedLine extends LogLine {
  /** Absolute index of the line. */
  index: number
  /** Number of equal lines collapsed into the row. */
  repeats: number
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

/** The text of a line that is copied with details. `×42` is the count of equal lines collapsed into it. */
export function withDetails({ text, level, thread, timestamp, repeats }: SelectedLine): string {
  const details = [wholeTime(timestamp), level.toUpperCase().padEnd(5), thread && `[${thread}]`]
  return [...details, plainText(text), repeats > 1 && `×${repeats}`].filter(Boolean).join(' ')
}
