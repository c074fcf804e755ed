import type { Level } from '../../index.ts'

/** Every text of the viewer. */
export interface LogViewerLabels {
  /** Name of the region that holds the lines. */
  lines: string
  toolbar: string
  search: string
  searchPlaceholder: string
  previousMatch: string
  nextMatch: string
  matchCase: string
  regularExpression: string
  onlyMatches: string
  clearSearch: string
  /** @param current - 0 while no match is chosen */
  matches: (current: number, total: number, isDone: boolean) => string
  levels: string
  level: Record<Level, string>
  threads: string
  allThreads: string
  threadsChosen: (count: number) => string
  searchThreads: string
  noThread: string
  wrap: string
  options: string
  pause: string
  resume: string
  paused: (pending: number) => string
  clear: string
  download: string
  downloadAs: Record<'text' | 'ndjson' | 'csv', string>
  timestamps: string
  timestamp: Record<'absolute' | 'relative' | 'off', string>
  utc: string
  density: string
  dense: string
  comfortable: string
  /** @param lines - that arrived since the reader left the end */
  newLines: (lines: number, errors: number) => string
  toEnd: string
  status: Record<'loading' | 'live' | 'healing' | 'gapped' | 'offline' | 'polling', string>
  count: (shown: number, held: number) => string
  rate: (linesPerSecond: number) => string
  dropped: (count: number) => string
  loading: string
  empty: string
  emptyDetail: string
  filteredOut: string
  filteredOutDetail: (held: number) => string
  clearFilters: string
  reconnecting: string
  /** @param age - of the last line, ms; null when there was none */
  lastLine: (age: number | null) => string
  /** The channel cannot be subscribed to. */
  refused: string
  denied: string
  failed: string
  retry: string
  searchFailed: string
  /** At the end of a line that is too long to be drawn whole. @param length - of the whole, in characters */
  cut: (length: number) => string
  gap: (missing: number | null, durationMs: number) => string
  reset: string
  retryGap: string
  tailGap: string
  loadingOlder: string
  beginning: string
  /** Spoken to a screen reader now and then. */
  summary: (lines: number, errors: number) => string
  /** Told to a screen reader with the lines. */
  keysHint: string
  selected: (lines: number) => string
  copy: string
  copyDetails: string
  copyLink: string
  copied: string
  copyFailed: string
  unfold: string
  fold: string
  context: string
  onlyThisTime: string
  allTimes: string
  /** The switch for it, and its name. */
  histogram: string
  /** Told to a screen reader with it. */
  histogramHint: string
  /** @param span - of time, as it is written */
  histogramSlot: (span: string, lines: number, errors: number, warnings: number) => string
  lineNumbers: string
  collapseRepeats: string
  /** @param count - equal lines that a row stands for */
  repeats: (count: number) => string
  clearSelection: string
  /** The list of them. */
  bookmarks: string
  bookmarkCount: (count: number) => string
  noBookmarks: string
  bookmark: string
  /** Of a line that has one. */
  bookmarked: string
  removeBookmark: string
  removeBookmarks: string
  previousBookmark: string
  nextBookmark: string
  /** The line was let go, and cannot be loaded. */
  bookmarkGone: string
  keys: string
  key: Record<LogViewerKey, string>
  close: string
}

export type LogViewerKey =
  | 'search'
  | 'next'
  | 'previous'
  | 'first'
  | 'last'
  | 'follow'
  | 'pause'
  | 'wrap'
  | 'bookmark'
  | 'nextBookmark'
  | 'previousBookmark'
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
  noBookmarks: 'No bookmarks yet. Choose a line beside its text and press b.',
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
    bookmark: 'Bookmark the chosen lines',
    nextBookmark: 'Next bookmark',
    previousBookmark: 'Previous bookmark',
    keys: 'This list',
  },
  close: 'Close',
}
