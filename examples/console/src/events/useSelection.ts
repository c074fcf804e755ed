import { useState } from 'react'
import { noSelection, selectedRange, selectRow, type FeedRow } from '../../../../src/inspector/index.ts'

/** The selected row of the table. */
export interface Selection {
  /** -1 for none. */
  active: number
  select: (index: number) => void
  clear: () => void
}

export function useSelection(rows: readonly FeedRow[]): Selection {
  const [keys, remember] = useState(noSelection)
  return {
    active: selectedRange(rows, keys).active,
    select: (index) => remember(selectRow(rows, keys, index, false)),
    clear: () => remember(noSelection),
  }
}
