import type { Level } from '../../index.ts'

/** Every text of the viewer. */
export interface LogViewerLabels {
  /** Name of the region that holds the lines. */
  lines: string
  /** Name of the toolbar. */
  toolbar: string
  /** Name of the search. */
  search: string
  /** Placeholder of the search. */
  searchPlaceholder: string
  /** Button to the previous match. */
  previousMatch: string
  /** Button to the next match. */
  nextMatch: string
  /** Switch: the search is case-sensitive. */
  matchCase: string
  /** Switch: the search is a regular expression. */
  regularExpression: string
  /** Switch: hides lines that do not match. */
  onlyMatches: string
  /** Button that clears the search. */
  clearSearch: string
  /**
   * Number of matches, and the index of the current match, from 1; 0 for none. `isDone` is false while older lines are
   * still searched.
   */
  matches: (current: number, total: number, isDone: boolean) => string
  /** Name of the filter by level. */
  levels: string
  /** The words for the levels. */
  level: Record<Level, string>
  /** Description of the buttons of the filter by level. */
  levelHint: string
  /** Name of the filter by thread. */
  threads: string
  /** The option of all threads. */
  allThreads: string
  /** Number of selected threads. */
  threadsChosen: (count: number) => string
  /** Placeholder of the search for threads. */
  searchThreads: string
  /** Lines without a thread. */
  noThread: string
  /** Switch: long lines wrap. */
  wrap: string
  /** Name of the menu of options. */
  options: string
  /** Button that pauses the log. */
  pause: string
  /** Button that resumes the log. */
  resume: string
  /** Status while paused, with the count of pending lines. */
  paused: (pending: number) => string
  /** Button that clears the log. */
  clear: string
  /** Button that shows the cleared lines again. */
  undoClear: string
  /** Shown instead of lines after they were cleared. */
  cleared: string
  /** Menu item that downloads a file. */
  download: string
  /** The formats of the file. */
  downloadAs: Record<'text' | 'ndjson' | 'csv', string>
  /** Name of the choice of time formats. */
  timestamps: string
  /** The ways to show times. */
  timestamp: Record<'absolute' | 'relative' | 'off', string>
  /** Switch: times in UTC. */
  utc: string
  /** Name of the choice of density. */
  density: string
  /** Option: less space between lines. */
  dense: string
  /** Option: more space between lines. */
  comfortable: string
  /** Button that scrolls to the end, with the counts of lines and errors since following ended. */
  newLines: (lines: number, errors: number) => string
  /** The same button without new lines. */
  toEnd: string
  /** The words for the log's status. */
  status: Record<'loading' | 'live' | 'healing' | 'gapped' | 'offline' | 'polling', string>
  /** Number of lines shown, and of all lines in the log. */
  count: (shown: number, held: number) => string
  /** Lines per second, at high rates. */
  rate: (linesPerSecond: number) => string
  /** Number of dropped older lines. */
  dropped: (count: number) => string
  /** Shown while the history loads. */
  loading: string
  /** Shown when the log is empty. */
  empty: string
  /** Shown when the log is empty because the history could not be read. */
  unread: string
  /** Explains when the first line appears. */
  emptyDetail: string
  /** Shown when the filters hide every line. */
  filteredOut: string
  /** Number of hidden lines. */
  filteredOutDetail: (held: number) => string
  /** Button that removes the filters. */
  clearFilters: string
  /** Shown while the connection is down. */
  reconnecting: string
  /** Age of the last line, ms; null when there was none. */
  lastLine: (age: number | null) => string
  /** Shown when the subscription failed. */
  refused: string
  /** Shown when access to the history is denied. */
  denied: string
  /** Shown when the history could not be read. */
  failed: string
  /** Button that reads the history again. */
  retry: string
  /** Beside `retry`, where a part of the viewer could not be loaded: the histogram or a menu. */
  notLoaded: string
  /** Shown before the error of an expression. */
  searchFailed: string
  /** Shown when the regular expression is not valid. */
  searchInvalid: string
  /** At the end of a line that is too long to be rendered completely, with its number of characters. */
  cut: (length: number) => string
  /** Button at the end of a long line: the number of characters that a click shows, and the total. */
  showMore: (shown: number, length: number) => string
  /** Button that shows the beginning of a long line again. */
  showLess: string
  /** Number of lines missing in a gap, null when unknown, and the ms without a connection. */
  gap: (missing: number | null, durationMs: number) => string
  /** Shown where the server restarted the numbers of lines. */
  reset: string
  /** Button that fetches a gap again. */
  retryGap: string
  /** Shown when the newest lines may be missing. */
  tailGap: string
  /** Shown while older lines load. */
  loadingOlder: string
  /** Shown above the first line of the channel. */
  beginning: string
  /** Announced by screen readers at intervals: counts of new lines and errors. */
  summary: (lines: number, errors: number) => string
  /** Description of the lines for screen readers. */
  keysHint: string
  /** Number of selected lines. */
  selected: (lines: number) => string
  /** Button that copies the text of selected lines. */
  copy: string
  /** Button that copies time, level and thread too. */
  copyDetails: string
  /** Button that copies the URL of a line. */
  copyLink: string
  /** Shown after copying. */
  copied: string
  /** Shown when the browser denies copying. */
  copyFailed: string
  /** Button that expands the JSON of a line. */
  unfold: string
  /** Button that collapses it again. */
  fold: string
  /** Button that removes the filters and scrolls to the line. */
  context: string
  /** Button that shows only the time range of the selected lines. */
  onlyThisTime: string
  /** Button that removes the time range. */
  allTimes: string
  /** Name of the menu of time ranges. */
  times: string
  /** Menu item: the time before the newest line, in minutes. */
  lastMinutes: (minutes: number) => string
  /** Name of the histogram, and of the switch for it. */
  histogram: string
  /** Description of the histogram's keys for screen readers. */
  histogramHint: string
  /** Slots of the histogram: their time range as text, and their counts. */
  histogramSlot: (span: string, lines: number, errors: number, warnings: number) => string
  /** Beside the histogram: the count of lines whose times are far before or after its own. */
  histogramOutside: (lines: number, side: 'before' | 'after') => string
  /** Switch: line numbers. */
  lineNumbers: string
  /** Switch: consecutive equal lines are collapsed into one. */
  collapseRepeats: string
  /** Number of the lines collapsed into a row. */
  repeats: (count: number) => string
  /** Button that clears the selection. */
  clearSelection: string
  /** Name of the list of bookmarks. */
  bookmarks: string
  /** Number of bookmarks. */
  bookmarkCount: (count: number) => string
  /** Shown when there is no bookmark. */
  noBookmarks: string
  /** Button that adds a bookmark. */
  bookmark: string
  /** Title of the icon of a bookmarked line. */
  bookmarked: string
  /** Button that removes a bookmark. */
  removeBookmark: string
  /** Button that removes all bookmarks. */
  removeBookmarks: string
  /** Button to the previous bookmark. */
  previousBookmark: string
  /** Button to the next bookmark. */
  nextBookmark: string
  /** Shown when a bookmarked line was dropped and cannot be loaded. */
  bookmarkGone: string
  /** Heading of the list of keys. */
  keys: string
  /** The action of each key. */
  key: Record<LogViewerKey, string>
  /** Button that closes the list of keys. */
  close: string
}

/** The keyboard shortcuts. */
export type LogViewerKey =
  /** Focuses the search. */
  | 'search'
  /** Goes to the next match. */
  | 'next'
  /** Goes to the previous match. */
  | 'previous'
  /** Goes to the first line. */
  | 'first'
  /** Goes to the last line, and follows. */
  | 'last'
  /** Follows new lines. */
  | 'follow'
  /** Pauses or resumes. */
  | 'pause'
  /** Toggles wrapping of long lines. */
  | 'wrap'
  /** Selects a line, and extends the selection. */
  | 'choose'
  /** Adds a bookmark to the selected lines, or removes it. */
  | 'bookmark'
  /** Goes to the next bookmark. */
  | 'nextBookmark'
  /** Goes to the previous bookmark. */
  | 'previousBookmark'
  /** Shows the list of keys. */
  | 'keys'
