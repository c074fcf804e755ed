/** Maximum rows from the origin. Beyond it, tops are too large for a browser to place rows exactly. */
const maxRowsFromOrigin = 50_000
/** Rows between a new origin and the first row. The user can scroll up by that many rows before the origin moves again. */
const rowsAbove = 10_000
/** Minimum rows between the origin and the first row, because a long line may begin far above the viewport. */
const leastRowsAbove = 5000

/** What a log grid renders. */
export interface GridWindow {
  /** The position of the first rendered line. */
  start: number
  /** One past the position of the last rendered line. */
  end: number
  /** The number of log lines between them; a row may represent several equal lines. */
  lines: number
  /** The row at the top of the layer. The rows between it and the first rendered row are padding. */
  origin: number
  /** The React keys of the rows, in order; the same array while no row changes. */
  keys: readonly number[]
  /** Incremented when lines that are already rendered are laid out again. */
  layoutVersion: number
  isFollowing: boolean
  /** The end position of the lines when following ended. */
  unfollowedAt: number
  /** True when the viewport is near the oldest line and does not follow. */
  isNearTop: boolean
  /** True when the oldest line is at the top and the viewport does not follow. */
  isAtTop: boolean
  /** True when a banner fits below the lines. */
  hasRoom: boolean
}

/**
 * Most scrolls replace few rows, and the others keep their keys and tops. When more than half of the rows change, the
 * origin moves to the first row and the elements keep their order. Otherwise the browser would move most of them.
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
 * Rows that enter at the bottom reuse the elements of rows that left at the top, so that following creates and removes no
 * elements. Rows that enter at the top get new elements: reused ones would make React move all others.
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

/** The smallest unused keys. */
function unused(keys: readonly number[], count: number): number[] {
  const found: number[] = []
  for (let key = 0; found.length < count; key += 1) if (!keys.includes(key)) found.push(key)
  return found
}

export function isSameWindow(one: GridWindow, other: GridWindow): boolean {
  return (Object.keys(one) as (keyof GridWindow)[]).every((key) => one[key] === other[key])
}
