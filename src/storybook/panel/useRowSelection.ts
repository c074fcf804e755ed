import { useState } from 'react'
import {
  noSelection,
  selectAllRows,
  selectedRange,
  selectRow,
  type SelectedRange,
  type TranscriptRow,
} from '../../inspector/index.ts'

/** The selected rows, and a function that selects others. */
export interface RowSelection extends SelectedRange {
  /** Selects a row; with `isExtending`, all rows from the anchor to it. */
  select: (index: number, isExtending: boolean) => void
  selectAll: () => void
  clear: () => void
}

export function useRowSelection(rows: readonly TranscriptRow[]): RowSelection {
  const [keys, remember] = useState(noSelection)
  return {
    ...selectedRange(rows, keys),
    select: (index, isExtending) => remember(selectRow(rows, keys, index, isExtending)),
    selectAll: () => remember(selectAllRows(rows)),
    clear: () => remember(noSelection),
  }
}
