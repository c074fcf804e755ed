export { LogViewer } from './LogViewer.tsx'
export type {
  LogViewerCssVariables,
  LogViewerFactory,
  LogViewerProps,
  LogViewerStylesNames,
} from './LogViewer.tsx'
export type { LogBookmark } from './log-bookmarks.ts'
export type { LogViewerKey, LogViewerLabels } from './log-viewer-labels.ts'
export type { LogViewerQuery } from './log-viewer-query.ts'
export type { LogTimestamps } from './log-time.ts'
export type { LogDensity } from './view-settings.ts'
