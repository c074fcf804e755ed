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
   * Number of matches, and which of them is current, from 1; 0 for none. `isDone` is false while older lines are still
   * searched.
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
  /** Shown when there is no line. */
  empty: string
  /** Shown when there is no line because the history could not be read. */
  unread: string
  /** Explains when the first one appears. */
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
  /** Button that reads it again. */
  retry: string
  /** Shown before the error of an expression. */
  searchFailed: string
  /** Shown when the regular expression is not valid. */
  searchInvalid: string
  /** At the end of a line that is too long to be rendered whole, with the count of its characters. */
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

const format = new Intl.NumberFormat('en-US')
const number = (value: number): string => format.format(value)
const counted = (value: number, one: string, many: string): string =>
  `${number(value)} ${value === 1 ? one : many}`

function age(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000))
  if (seconds < 60) return `${seconds} s`
  const minutes = Math.round(seconds / 60)
  return minutes < 60 ? `${minutes} min` : `${Math.round(minutes / 60)} h`
}

export const defaultLogViewerLabels: LogViewerLabels = {
  lines: 'Log lines',
  toolbar: 'Log tools',
  search: 'Search the log',
  searchPlaceholder: 'Search',
  previousMatch: 'Previous match',
  nextMatch: 'Next match',
  matchCase: 'Match case',
  regularExpression: 'Regular expression',
  onlyMatches: 'Only matching lines',
  clearSearch: 'Clear search',
  matches: (current, total, isDone) =>
    total === 0
      ? isDone
        ? 'No match'
        : 'Searching…'
      : `${current > 0 ? `${number(current)} of ` : ''}${number(total)}${isDone ? '' : '+'}`,
  levels: 'Levels',
  level: { trace: 'Trace', debug: 'Debug', info: 'Info', warn: 'Warn', error: 'Error', fatal: 'Fatal' },
  levelHint: 'a click shows only these, another one all. Ctrl-click or a long press adds or removes them.',
  threads: 'Threads',
  allThreads: 'All threads',
  threadsChosen: (count) => counted(count, 'thread', 'threads'),
  searchThreads: 'Find a thread',
  noThread: 'No thread',
  wrap: 'Wrap lines',
  options: 'Options',
  pause: 'Pause',
  resume: 'Resume',
  paused: (pending) => `Paused${pending > 0 ? ` · ${counted(pending, 'new line', 'new lines')}` : ''}`,
  clear: 'Clear',
  undoClear: 'Undo clear',
  cleared: 'The log was cleared',
  download: 'Download',
  downloadAs: { text: 'Text', ndjson: 'NDJSON', csv: 'CSV' },
  timestamps: 'Time stamps',
  timestamp: { absolute: 'Absolute', relative: 'Relative', off: 'Off' },
  utc: 'UTC',
  density: 'Density',
  dense: 'Dense',
  comfortable: 'Comfortable',
  newLines: (lines, errors) =>
    `${counted(lines, 'new line', 'new lines')}${errors > 0 ? `, ${counted(errors, 'error', 'errors')}` : ''}`,
  toEnd: 'To the end',
  status: {
    loading: 'Loading',
    live: 'Live',
    healing: 'Catching up',
    gapped: 'Live, with gaps',
    offline: 'Offline',
    polling: 'Polling',
  },
  count: (shown, held) =>
    shown === held ? counted(held, 'line', 'lines') : `${number(shown)} of ${counted(held, 'line', 'lines')}`,
  rate: (perSecond) => `${number(perSecond)} lines/s`,
  dropped: (count) => `${counted(count, 'older line', 'older lines')} let go`,
  loading: 'Loading the log',
  empty: 'No lines yet',
  unread: 'No lines could be read',
  emptyDetail: 'Lines appear here as soon as they are written.',
  filteredOut: 'No line matches',
  filteredOutDetail: (held) => `${counted(held, 'line is', 'lines are')} hidden by the filters.`,
  clearFilters: 'Clear filters',
  reconnecting: 'Connection lost. Reconnecting…',
  lastLine: (ms) => (ms === null ? '' : `Last line ${age(ms)} ago`),
  refused: 'The channel of this log could not be subscribed to: new lines do not arrive.',
  denied: 'You may not read the history of this log.',
  failed: 'The history could not be read.',
  retry: 'Try again',
  searchFailed: 'The expression cannot be used',
  searchInvalid: 'This is not a valid regular expression. Check its brackets, or switch expressions off.',
  cut: (length) => ` [cut, ${number(length)} characters in all]`,
  showMore: (shown, length) =>
    shown === length
      ? `Show all ${number(length)} characters`
      : `Show ${number(shown)} of ${number(length)} characters`,
  showLess: 'Show less',
  gap: (missing, ms) =>
    missing === null
      ? `Lines may be missing here: ${age(ms)} without a connection`
      : `${counted(missing, 'line is', 'lines are')} missing here`,
  reset: 'The server started a new log here',
  retryGap: 'Try again',
  tailGap: 'The newest lines may be missing.',
  loadingOlder: 'Loading older lines…',
  beginning: 'Beginning of the log',
  summary: (lines, errors) =>
    `${counted(lines, 'new line', 'new lines')}${errors > 0 ? `, ${counted(errors, 'error', 'errors')}` : ''}`,
  selected: (lines) => `${counted(lines, 'line', 'lines')} selected`,
  copy: 'Copy',
  copyDetails: 'Copy with details',
  copyLink: 'Copy link',
  copied: 'Copied',
  copyFailed: 'The browser allows no copying here',
  unfold: 'Unfold JSON',
  fold: 'Fold JSON',
  context: 'Show in context',
  onlyThisTime: 'Only this time',
  allTimes: 'Show all times',
  times: 'Time range',
  lastMinutes: (minutes) => (minutes === 60 ? 'Last hour' : `Last ${minutes} minutes`),
  histogram: 'Lines over time',
  histogramHint:
    'Arrow keys choose a time, with Shift a longer one. Enter shows only its lines, Escape shows all times.',
  histogramSlot: (span, lines, errors, warnings) =>
    [
      `${span}: ${counted(lines, 'line', 'lines')}`,
      errors > 0 && counted(errors, 'error', 'errors'),
      warnings > 0 && counted(warnings, 'warning', 'warnings'),
    ]
      .filter(Boolean)
      .join(', '),
  histogramOutside: (lines, side) => `${number(lines)} ${side === 'before' ? 'earlier' : 'later'}`,
  lineNumbers: 'Line numbers',
  collapseRepeats: 'Collapse repeated lines',
  repeats: (count) => `${number(count)} equal lines`,
  clearSelection: 'Clear selection',
  bookmarks: 'Bookmarks',
  bookmarkCount: (count) => counted(count, 'bookmark', 'bookmarks'),
  noBookmarks: 'No bookmarks yet. Choose a line, beside its text or by Shift and an arrow key, and press b.',
  bookmark: 'Bookmark',
  bookmarked: 'Bookmarked',
  removeBookmark: 'Remove bookmark',
  removeBookmarks: 'Remove all',
  previousBookmark: 'Previous bookmark',
  nextBookmark: 'Next bookmark',
  bookmarkGone: 'No longer in the log',
  keysHint: 'Press slash to search, f to follow new lines, question mark for all keys.',
  keys: 'Keys',
  key: {
    search: 'Search',
    next: 'Next match',
    previous: 'Previous match',
    first: 'First line',
    last: 'Last line, and follow',
    follow: 'Follow new lines',
    pause: 'Pause or resume',
    wrap: 'Wrap lines',
    choose: 'Choose lines',
    bookmark: 'Bookmark the chosen lines',
    nextBookmark: 'Next bookmark',
    previousBookmark: 'Previous bookmark',
    keys: 'This list',
  },
  close: 'Close',
}
