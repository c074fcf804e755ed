import { counted, formatCount } from '../../primitives/index.ts'
import type { LogViewerLabels } from './log-viewer-labels.ts'

/** The labels of the parts that are loaded on demand, and are loaded with them. */
export const defaultPartLabels = {
  searchThreads: 'Find a thread',
  noThread: 'No thread',
  download: 'Download',
  downloadAs: { text: 'Text', ndjson: 'NDJSON', csv: 'CSV' },
  timestamps: 'Time stamps',
  timestamp: { absolute: 'Absolute', relative: 'Relative', off: 'Off' },
  utc: 'UTC',
  density: 'Density',
  dense: 'Dense',
  comfortable: 'Comfortable',
  selected: (lines) => `${counted(lines, 'line', 'lines')} selected`,
  copy: 'Copy',
  copyDetails: 'Copy with details',
  copyLink: 'Copy link',
  copied: 'Copied',
  copyFailed: 'The browser does not allow copying here',
  unfold: 'Unfold JSON',
  fold: 'Fold JSON',
  context: 'Show in context',
  onlyThisTime: 'Only this time',
  lastMinutes: (minutes) => (minutes === 60 ? 'Last hour' : `Last ${minutes} minutes`),
  lineNumbers: 'Line numbers',
  collapseRepeats: 'Collapse repeated lines',
  clearSelection: 'Clear selection',
  noBookmarks:
    'No bookmarks yet. Click beside the text of a line, or press Shift and an arrow key. Then press b.',
  bookmark: 'Bookmark',
  removeBookmark: 'Remove bookmark',
  removeBookmarks: 'Remove all',
  previousBookmark: 'Previous bookmark',
  nextBookmark: 'Next bookmark',
  bookmarkGone: 'No longer in the log',
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
    choose: 'Select lines',
    bookmark: 'Bookmark the selected lines',
    nextBookmark: 'Next bookmark',
    previousBookmark: 'Previous bookmark',
    keys: 'This list',
  },
  close: 'Close',
  histogramSlot: (span, lines, errors, warnings) =>
    [
      `${span}: ${counted(lines, 'line', 'lines')}`,
      errors > 0 && counted(errors, 'error', 'errors'),
      warnings > 0 && counted(warnings, 'warning', 'warnings'),
    ]
      .filter(Boolean)
      .join(', '),
  histogramOutside: (lines, side) => `${formatCount(lines)} ${side === 'before' ? 'earlier' : 'later'}`,
} satisfies Partial<LogViewerLabels>
