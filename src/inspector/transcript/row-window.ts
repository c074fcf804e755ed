/** A row of a long list: its key increases, and stays when older rows are dropped. */
export interface KeyedRow {
  readonly key: number
}

/** The visible part of a list, px. */
export interface RowView {
  top: number
  height: number
}

/** Number of rows rendered above and below the visible ones. */
const overscan = 10

/** The rendered rows of a list of equal heights; `last` is exclusive. */
export function rowsInView(
  { top, height }: RowView,
  rowHeight: number,
  count: number,
): { first: number; last: number } {
  return {
    first: Math.max(0, Math.floor(top / rowHeight) - overscan),
    last: Math.min(count, Math.ceil((top + height) / rowHeight) + overscan),
  }
}

/** The scroll position at which a row is completely visible; unchanged if it already is. px */
export function topThatShows({ top, height }: RowView, rowHeight: number, index: number): number {
  const start = index * rowHeight
  if (start < top) return start
  return start + rowHeight > top + height ? start + rowHeight - height : top
}

/** Number of dropped oldest rows. */
export function lostRows(before: readonly KeyedRow[], rows: readonly KeyedRow[]): number {
  const [oldest] = rows
  return oldest
    ? Math.max(
        0,
        before.findIndex(({ key }) => key >= oldest.key),
      )
    : 0
}

/** Number of rows for Page Up and Page Down. */
const pageLength = 10

/** The row that a key moves to; null for other keys. @param active - -1 without an active row */
export function rowForKey(key: string, active: number, count: number): number | null {
  const at = (index: number): number => Math.max(0, Math.min(index, count - 1))
  switch (key) {
    case 'ArrowDown':
      return at(active + 1)
    case 'ArrowUp':
      return at(active < 0 ? count - 1 : active - 1)
    case 'PageDown':
      return at(active + pageLength)
    case 'PageUp':
      return at(active - pageLength)
    case 'Home':
      return at(0)
    case 'End':
      return at(count - 1)
    default:
      return null
  }
}
