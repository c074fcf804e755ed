import { useState } from 'react'
import type { LineList, LineSource } from '../state/line-list.ts'

/** Columns for the longest possible count of repeated lines; 0 without any. They never shrink for the same lines. */
export function useRepeatColumns(source: LineSource, list: LineList | null): number {
  const needed = list ? columnsOf(list) : 0
  const [kept, setKept] = useState({ source, columns: needed })
  const isOther = kept.source !== source
  const columns = isOther ? needed : Math.max(kept.columns, needed)
  if (isOther || columns !== kept.columns) setKept({ source, columns })
  return columns
}

/** `×99` has three columns, a longer count at most five, plus two of padding. */
function columnsOf(list: LineList): number {
  const repeated = list.linesFrom(list.first) - (list.end - list.first)
  if (repeated <= 0) return 0
  return repeated < 99 ? 5 : 7
}
