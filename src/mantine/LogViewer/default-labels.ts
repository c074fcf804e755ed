import { counted, formatCount } from '../../primitives/index.ts'
import type { LogViewerLabels } from './log-viewer-labels.ts'
import type { defaultPartLabels } from './part-labels.ts'

type PartLabel = keyof typeof defaultPartLabels

/** The labels before the parts that are loaded on demand have added theirs, which may be in the props. */
export type LabelsAtOnce = Omit<LogViewerLabels, PartLabel> & Partial<Pick<LogViewerLabels, PartLabel>>

function age(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000))
  if (seconds < 60) return `${seconds} s`
  const minutes = Math.round(seconds / 60)
  return minutes < 60 ? `${minutes} min` : `${Math.round(minutes / 60)} h`
}

/** The labels of what is there at once. */
export const defaultLogViewerLabels: Omit<LogViewerLabels, PartLabel> = {
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
      : `${current > 0 ? `${formatCount(current)} of ` : ''}${formatCount(total)}${isDone ? '' : '+'}`,
  levels: 'Levels',
  level: { trace: 'Trace', debug: 'Debug', info: 'Info', warn: 'Warn', error: 'Error', fatal: 'Fatal' },
  levelHint: 'click to show only these, again to show all. Ctrl-click or long press to add or remove them.',
  threads: 'Threads',
  allThreads: 'All threads',
  threadsChosen: (count) => counted(count, 'thread', 'threads'),
  wrap: 'Wrap lines',
  options: 'Options',
  pause: 'Pause',
  resume: 'Resume',
  paused: (pending) => `Paused${pending > 0 ? ` · ${counted(pending, 'new line', 'new lines')}` : ''}`,
  clear: 'Clear',
  undoClear: 'Undo clear',
  cleared: 'The log was cleared',
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
    shown === held
      ? counted(held, 'line', 'lines')
      : `${formatCount(shown)} of ${counted(held, 'line', 'lines')}`,
  rate: (perSecond) => `${formatCount(perSecond)} lines/s`,
  dropped: (count) => `${counted(count, 'older line', 'older lines')} dropped`,
  loading: 'Loading the log',
  empty: 'No lines yet',
  unread: 'The lines could not be read',
  emptyDetail: 'Lines appear here as soon as they are written.',
  filteredOut: 'No line matches',
  filteredOutDetail: (held) => `${counted(held, 'line is', 'lines are')} hidden by the filters.`,
  clearFilters: 'Clear filters',
  reconnecting: 'Connection lost. Reconnecting…',
  lastLine: (ms) => (ms === null ? '' : `Last line ${age(ms)} ago`),
  refused: 'The subscription of this log failed. New lines do not arrive.',
  denied: 'You may not read the history of this log.',
  failed: 'The history could not be read.',
  retry: 'Try again',
  notLoaded: 'This part could not be loaded. Try again, or reload the page.',
  searchFailed: 'The regular expression failed',
  searchInvalid: 'This is not a valid regular expression. Check its brackets, or turn the option off.',
  cut: (length) => ` [cut, ${formatCount(length)} characters in total]`,
  showMore: (shown, length) =>
    shown === length
      ? `Show all ${formatCount(length)} characters`
      : `Show ${formatCount(shown)} of ${formatCount(length)} characters`,
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
  allTimes: 'Show all times',
  times: 'Time range',
  histogram: 'Lines over time',
  histogramHint:
    'Arrow keys select a time, with Shift a longer one. Enter shows only its lines, Escape shows all times.',
  repeats: (count) => `${formatCount(count)} equal lines`,
  bookmarks: 'Bookmarks',
  bookmarkCount: (count) => counted(count, 'bookmark', 'bookmarks'),
  bookmarked: 'Bookmarked',
  keysHint: 'Press slash to search, f to follow new lines, question mark for all keys.',
}
