export { LogViewer } from './LogViewer.tsx'
export type {
  LogViewerCssVariables,
  LogViewerFactory,
  LogViewerProps,
  LogViewerStylesNames,
} from './LogViewer.props.ts'
export type { LogBookmark } from './selection/log-bookmarks.ts'
export type { LogViewerKey, LogViewerLabels } from './log-viewer-labels.ts'
export type { LogViewerQuery } from './state/log-viewer-query.ts'
export type { LogTimestamps } from './line/log-time.ts'
export type { LogDensity } from './state/view-settings.ts'
