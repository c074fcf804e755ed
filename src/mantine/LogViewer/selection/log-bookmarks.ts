import type { EventLog, LogLine } from '../../../index.ts'

/** A line that the reader marked. It holds what the line says, so that it outlives the line; an app may store it. */
export interface LogBookmark extends LogLine {
  /**
   * The absolute index of a line without a number: such a line is found as long as the log lives.
   * @defaultValue none: the line is found by its number
   */
  index?: number
}

/** Names a bookmark among those of its log. */
export function bookmarkKey({ seq, index, timestamp }: LogBookmark): string {
  return seq === null ? `${index ?? ''}@${timestamp}` : String(seq)
}

export function bookmarkOf(line: LogLine, index: number): LogBookmark {
  return line.seq === null ? { ...line, index } : line
}

/** The line's absolute index; null when it is not held, or when another line has its number now. */
export function heldIndex(log: EventLog, { seq, index, text, timestamp }: LogBookmark): number | null {
  const found = seq === null ? (index ?? null) : log.indexOf(seq)
  const line = found === null ? undefined : log.line(found)
  return line?.text === text && line.timestamp === timestamp ? found : null
}

/** Adds what is not among the bookmarks; when all are, takes them away. Oldest lines first. */
export function toggleBookmarks(
  bookmarks: readonly LogBookmark[],
  chosen: readonly LogBookmark[],
): readonly LogBookmark[] {
  const keys = new Set(chosen.map(bookmarkKey))
  const others = bookmarks.filter((bookmark) => !keys.has(bookmarkKey(bookmark)))
  if (bookmarks.length - others.length === keys.size) return others
  return [...others, ...chosen].toSorted(byAge)
}

function byAge(a: LogBookmark, b: LogBookmark): number {
  return a.seq !== null && b.seq !== null
    ? a.seq - b.seq
    : a.timestamp - b.timestamp || (a.index ?? 0) - (b.index ?? 0)
}
