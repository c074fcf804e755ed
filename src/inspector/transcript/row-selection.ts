import type { KeyedRow } from './row-window.ts'

/** The keys of the selected rows, so that they stay selected while the list grows and is filtered. */
export interface SelectedKeys {
  anchorKey: number | null
  activeKey: number | null
}

export const noSelection: SelectedKeys = { anchorKey: null, activeKey: null }

/** A range of rows, by their indices in the list. */
export interface SelectedRange {
  /** The row that the arrow keys move from; -1 without any. */
  active: number
  /** First and last selected row, both included; null without any. */
  range: readonly [first: number, last: number] | null
}

/** The positions of the selected rows in a list. */
export function selectedRange(
  rows: readonly KeyedRow[],
  { anchorKey, activeKey }: SelectedKeys,
): SelectedRange {
  const anchor = placeOf(rows, anchorKey)
  const active = placeOf(rows, activeKey)
  if (active < 0) return { active, range: null }
  const range =
    anchor < 0 ? ([active, active] as const) : ([Math.min(anchor, active), Math.max(anchor, active)] as const)
  return { active, range }
}

/** Selects a row; with `isExtending`, all rows from the anchor to it. */
export function selectRow(
  rows: readonly KeyedRow[],
  { anchorKey }: SelectedKeys,
  index: number,
  isExtending: boolean,
): SelectedKeys {
  const key = keyAt(rows, Math.max(0, Math.min(index, rows.length - 1)))
  return { activeKey: key, anchorKey: isExtending ? (anchorKey ?? key) : key }
}

export function selectAllRows(rows: readonly KeyedRow[]): SelectedKeys {
  return { anchorKey: keyAt(rows, 0), activeKey: keyAt(rows, rows.length - 1) }
}

const keyAt = (rows: readonly KeyedRow[], index: number): number | null => rows[index]?.key ?? null

function placeOf(rows: readonly KeyedRow[], key: number | null): number {
  return key === null ? -1 : rows.findIndex((row) => row.key === key)
}
