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
  /** Button to the match before. */
  previousMatch: string
  /** Button to the match after. */
  nextMatch: string
  /** Switch: capital letters count. */
  matchCase: string
  /** Switch: the search is an expression. */
  regularExpression: string
  /** Switch: hides lines that do not match. */
  onlyMatches: string
  /** Button that empties the search. */
  clearSearch: string
  /**
   * Count of matches, and the index of the chosen one, 0 while none is; `isDone` is false while older lines
   * are still searched.
   */
  matches: (current: number, total: number, isDone: boolean) => string
  /** Name of the choice of levels. */
  levels: string
  /** The words for the levels. */
  level: Record<Level, string>
  /** Name of the choice of threads. */
  threads: string
  /** The choice of all threads. */
  allThreads: string
  /** Count of chosen threads. */
  threadsChosen: (count: number) => string
  /** Placeholder above many threads. */
  searchThreads: string
  /** Lines without a thread. */
  noThread: string
  /** Switch: long lines go on in the next row. */
  wrap: string
  /** Name of the menu of options. */
  options: string
  /** Button that freezes what is shown. */
  pause: string
  /** Button that shows everything again. */
  resume: string
  /** Said while paused, with the count of lines that wait. */
  paused: (pending: number) => string
  /** Button that forgets what is shown. */
  clear: string
  /** Button that writes a file. */
  download: string
  /** The formats of the file. */
  downloadAs: Record<'text' | 'ndjson' | 'csv', string>
  /** Name of the choice of times. */
  timestamps: string
  /** The ways to show times. */
  timestamp: Record<'absolute' | 'relative' | 'off', string>
  /** Switch: times in UTC. */
  utc: string
  /** Name of the choice of density. */
  density: string
  /** Lines close together. */
  dense: string
  /** Lines further apart. */
  comfortable: string
  /** Button to the end, with the count of lines and errors that arrived since the reader left it. */
  newLines: (lines: number, errors: number) => string
  /** The same button while nothing is new. */
  toEnd: string
  /** The words for how current the log is. */
  status: Record<'loading' | 'live' | 'healing' | 'gapped' | 'offline' | 'polling', string>
  /** Count of lines shown, out of those held. */
  count: (shown: number, held: number) => string
  /** Count of lines per second, while many come. */
  rate: (linesPerSecond: number) => string
  /** Count of older lines let go. */
  dropped: (count: number) => string
  /** While the history is on its way. */
  loading: string
  /** When there is no line. */
  empty: string
  /** What will make the first one appear. */
  emptyDetail: string
  /** When the filters hide every line. */
  filteredOut: string
  /** Count of lines that they hide. */
  filteredOutDetail: (held: number) => string
  /** Button that takes the filters off. */
  clearFilters: string
  /** While the connection is down. */
  reconnecting: string
  /** Age of the last line, ms; null when there was none. */
  lastLine: (age: number | null) => string
  /** When the channel cannot be subscribed to. */
  refused: string
  /** When the history may not be read. */
  denied: string
  /** When the history could not be read. */
  failed: string
  /** Button that reads it again. */
  retry: string
  /** Stands before the error of an expression. */
  searchFailed: string
  /** When an expression cannot be read. */
  searchInvalid: string
  /** At the end of a line that is too long to be drawn whole, with the count of its characters. */
  cut: (length: number) => string
  /** Count of lines missing in a gap, null when unknown, and the ms that the wire was silent. */
  gap: (missing: number | null, durationMs: number) => string
  /** Where the server began a new count. */
  reset: string
  /** Button that fetches a gap again. */
  retryGap: string
  /** When the newest lines may be missing. */
  tailGap: string
  /** While older lines are on their way. */
  loadingOlder: string
  /** Above the first line of the channel. */
  beginning: string
  /** Spoken to a screen reader now and then: counts of new lines and errors. */
  summary: (lines: number, errors: number) => string
  /** Announced by a screen reader with the lines. */
  keysHint: string
  /** Count of chosen lines. */
  selected: (lines: number) => string
  /** Button that copies the text of chosen lines. */
  copy: string
  /** Button that copies time, level and thread too. */
  copyDetails: string
  /** Button that copies the address of a line. */
  copyLink: string
  /** Said after copying. */
  copied: string
  /** Said when the browser does not let it copy. */
  copyFailed: string
  /** Button that shows the JSON of a line in full. */
  unfold: string
  /** Button that shows it in one line again. */
  fold: string
  /** Button that shows a line among those that filters hide. */
  context: string
  /** Button that shows only the time of chosen lines. */
  onlyThisTime: string
  /** Button that shows every time again. */
  allTimes: string
  /** Name of the picture of lines by time, and of the switch for it. */
  histogram: string
  /** Announced by a screen reader with it: how it is used. */
  histogramHint: string
  /** A slot of it: its span of time as written, and its counts. */
  histogramSlot: (span: string, lines: number, errors: number, warnings: number) => string
  /** Switch: numbers before the lines. */
  lineNumbers: string
  /** Switch: equal lines in a row are one. */
  collapseRepeats: string
  /** Count of equal lines that a row stands for. */
  repeats: (count: number) => string
  /** Button that chooses no line. */
  clearSelection: string
  /** Name of the list of marked lines. */
  bookmarks: string
  /** Count of marked lines. */
  bookmarkCount: (count: number) => string
  /** When no line is marked. */
  noBookmarks: string
  /** Button that marks a line. */
  bookmark: string
  /** Said of a line that is marked. */
  bookmarked: string
  /** Button that takes a mark away. */
  removeBookmark: string
  /** Button that takes all marks away. */
  removeBookmarks: string
  /** Button to the marked line before. */
  previousBookmark: string
  /** Button to the marked line after. */
  nextBookmark: string
  /** When a marked line was let go, and cannot be loaded. */
  bookmarkGone: string
  /** Heading of the list of keys. */
  keys: string
  /** What each key does. */
  key: Record<LogViewerKey, string>
  /** Button that closes the list of keys. */
  close: string
}

/** What can be done by a key. */
export type LogViewerKey =
  /** Goes to the search. */
  | 'search'
  /** Goes to the next match. */
  | 'next'
  /** Goes to the match before. */
  | 'previous'
  /** Goes to the first line. */
  | 'first'
  /** Goes to the last line, and follows. */
  | 'last'
  /** Follows new lines, or stops. */
  | 'follow'
  /** Pauses or resumes. */
  | 'pause'
  /** Wraps long lines, or stops. */
  | 'wrap'
  /** Chooses a line, and more of them. */
  | 'choose'
  /** Marks the line, or takes the mark away. */
  | 'bookmark'
  /** Goes to the marked line after. */
  | 'nextBookmark'
  /** Goes to the marked line before. */
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
  threads: 'Threads',
  allThreads: 'All threads',
  threadsChosen: (count) => counted(count, 'thread', 'threads'),
  searchThreads: 'Find a thread',
  noThread: 'No thread',
  wrap: 'Wrap lines',
  options: 'Options',
  pause: 'Pause',
  resume: 'Resume',
  paused: (pending) => `Paused · ${counted(pending, 'new line', 'new lines')}`,
  clear: 'Clear',
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
  gap: (missing, ms) =>
    missing === null
      ? `Lines may be missing here: ${age(ms)} without a connection`
      : `${counted(missing, 'line is', 'lines are')} missing here`,
  reset: 'The server began a new log here',
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
