import { useState } from 'react'
import type { TranscriptRow } from './transcript-rows.ts'

/** A range of rows, by their indices in the list. */
export interface RowSelection {
  /** The row that the arrow keys move from; -1 without any. */
  active: number
  /** First and last selected row, both included; null without any. */
  range: readonly [first: number, last: number] | null
  /** Selects a row; with `isExtending`, all rows from the anchor to it. */
  select: (index: number, isExtending: boolean) => void
  selectAll: () => void
  clear: () => void
}

/** Stores the keys of rows, so that they stay selected while the list grows and is filtered. */
export function useRowSelection(rows: readonly TranscriptRow[]): RowSelection {
  const [{ anchorKey, activeKey }, remember] = useState<Remembered>(none)
  const anchor = placeOf(rows, anchorKey)
  const active = placeOf(rows, activeKey)
  const keyAt = (index: number): number | null => rows[index]?.key ?? null
  return {
    active,
    range:
      active < 0
        ? null
        : anchor < 0
          ? [active, active]
          : [Math.min(anchor, active), Math.max(anchor, active)],
    select(index, isExtending) {
      const key = keyAt(Math.max(0, Math.min(index, rows.length - 1)))
      remember({ activeKey: key, anchorKey: isExtending ? (anchorKey ?? key) : key })
    },
    selectAll: () => remember({ anchorKey: keyAt(0), activeKey: keyAt(rows.length - 1) }),
    clear: () => remember(none),
  }
}

interface Remembered {
  anchorKey: number | null
  activeKey: number | null
}

const none: Remembered = { anchorKey: null, activeKey: null }

function placeOf(rows: readonly TranscriptRow[], key: number | null): number {
  return key === null ? -1 : rows.findIndex((row) => row.key === key)
}
