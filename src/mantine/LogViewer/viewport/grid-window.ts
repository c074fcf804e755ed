/** Rows from the origin; farther away, tops would be too large for a browser to place rows exactly. */
const maxRowsFromOrigin = 50_000

/** What a log grid renders. */
export interface GridWindow {
  /** The position of the first rendered line. */
  start: number
  /** One past the position of the last rendered line. */
  end: number
  /** The number of log lines between them; a row may stand for several equal ones. */
  lines: number
  /** The row from which the tops of rows are counted. */
  origin: number
  /** The position from which React keys of rows are counted. */
  keyBase: number
  /** Grows whenever lines already rendered were laid out again. */
  layoutVersion: number
  isFollowing: boolean
  /** The end of the lines when following ended. */
  unfollowedAt: number
  /** True when the viewport is near the oldest line and does not follow. */
  isNearTop: boolean
  /** True when the oldest line is at the top and the viewport does not follow. */
  isAtTop: boolean
  /** True when a banner fits below the lines. */
  hasRoom: boolean
}

/**
 * Most scrolls replace few rows, so the others keep their keys and tops. When more than half of the rows change, both
 * begin again at the first row: otherwise the browser would move most elements.
 */
export function windowBase(
  last: GridWindow | undefined,
  start: number,
  end: number,
  firstRow: number,
): Pick<GridWindow, 'keyBase' | 'origin'> {
  const isJump = !last || Math.abs(start - last.start) * 2 > end - start
  return isJump || Math.abs(firstRow - last.origin) > maxRowsFromOrigin
    ? { keyBase: start, origin: firstRow }
    : { keyBase: last.keyBase, origin: last.origin }
}

export function isSameWindow(one: GridWindow, other: GridWindow): boolean {
  return (Object.keys(one) as (keyof GridWindow)[]).every((key) => one[key] === other[key])
}
