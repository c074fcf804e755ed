import type { EventLog, LogLine } from '../../../index.ts'

/**
 * A bookmarked line. Contains a copy of the line, so that it remains when the line is dropped. An app may store it.
 */
export interface LogBookmark extends LogLine {
  /**
   * The absolute index of a line without a number; valid for the same log only.
   * @defaultValue none: the line is found by its number
   */
  index?: number
}

/** A key that is unique among the bookmarks of a log. */
export function bookmarkKey({ seq, index, timestamp }: LogBookmark): string {
  return seq === null ? `${index ?? ''}@${timestamp}` : String(seq)
}

export function bookmarkOf(line: LogLine, index: number): LogBookmark {
  return line.seq === null ? { ...line, index } : line
}

/** The absolute index of the line; null when the log does not contain it, or another line has its number. */
export function heldIndex(log: EventLog, { seq, index, text, timestamp }: LogBookmark): number | null {
  const found = seq === null ? (index ?? null) : log.indexOf(seq)
  const line = found === null ? undefined : log.line(found)
  return line?.text === text && line.timestamp === timestamp ? found : null
}

/** Adds the missing lines to the bookmarks, or removes all of them when none is missing. Oldest lines first. */
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
