/** Rows from the origin; farther away, tops would be too large for a browser to place rows exactly. */
const maxRowsFromOrigin = 50_000
/** Rows between the origin and the first row at the beginning: as far up can be scrolled before they begin again. */
const rowsAbove = 10_000
/** Rows above which all keep their tops; a long line may begin as far above the first row in view. */
const leastRowsAbove = 5000

/** What a log grid renders. */
export interface GridWindow {
  /** The position of the first rendered line. */
  start: number
  /** One past the position of the last rendered line. */
  end: number
  /** The number of log lines between them; a row may stand for several equal ones. */
  lines: number
  /** The row at the top of the layer; those between it and the first rendered row are padding. */
  origin: number
  /** The React keys of the rows, in their order; the same array while none of the rows changed. */
  keys: readonly number[]
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
 * Most scrolls replace few rows, so the others keep their keys and tops. When more than half of the rows change, tops begin
 * again at the first row, and the elements stay in their order: otherwise the browser would move most of them.
 */
export function windowBase(
  last: GridWindow | undefined,
  start: number,
  end: number,
  firstRow: number,
): Pick<GridWindow, 'keys' | 'origin'> {
  const isJump = !last || Math.abs(start - last.start) * 2 > end - start
  const above = last ? firstRow - last.origin : 0
  return isJump || above < leastRowsAbove || above > maxRowsFromOrigin
    ? { keys: keysInOrder(last?.keys ?? [], end - start), origin: firstRow - rowsAbove }
    : { keys: keptKeys(last, start, end), origin: last.origin }
}

function keysInOrder(last: readonly number[], count: number): readonly number[] {
  if (last.length === count) return last
  return last.length > count ? last.slice(0, count) : [...last, ...unused(last, count - last.length)]
}

/**
 * Rows that come into view below take the elements of those that left above, so that following creates and removes none.
 * Upwards this would make React move all others.
 */
function keptKeys(last: GridWindow, start: number, end: number): readonly number[] {
  if (start === last.start && end === last.end) return last.keys
  const above = Math.max(0, last.start - start)
  const below = Math.max(0, end - last.end)
  const left = last.keys.slice(0, Math.max(0, start - last.start))
  const kept = last.keys.slice(left.length, Math.max(0, end - last.start))
  const fresh = unused(last.keys, above + Math.max(0, below - left.length))
  return [...fresh.slice(0, above), ...kept, ...left.slice(0, below), ...fresh.slice(above)]
}

/** The smallest keys that no row has. */
function unused(keys: readonly number[], count: number): number[] {
  const found: number[] = []
  for (let key = 0; found.length < count; key += 1) if (!keys.includes(key)) found.push(key)
  return found
}

export function isSameWindow(one: GridWindow, other: GridWindow): boolean {
  return (Object.keys(one) as (keyof GridWindow)[]).every((key) => one[key] === other[key])
}
