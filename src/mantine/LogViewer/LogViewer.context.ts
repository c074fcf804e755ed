import { createSafeContext, type GetStylesApi } from '@mantine/core'
import type { LogViewerFactory } from './LogViewer.props.ts'
import type { LogView } from './state/useLogView.ts'

/** Context of the parts that render with every change of the log. */
export interface LogViewerContextValue {
  view: LogView
  getStyles: GetStylesApi<LogViewerFactory>
  /** Id of the element with the error of the search. */
  searchErrorId: string
}

/** Context of the toolbar: new lines do not change it, so its parts do not render with them. */
export interface LogToolsContextValue extends Pick<
  LogView,
  'log' | 'labels' | 'query' | 'changeQuery' | 'settings' | 'changeSettings'
> {
  getStyles: GetStylesApi<LogViewerFactory>
}

export const [LogToolsProvider, useLogTools] = createSafeContext<LogToolsContextValue>(
  'Expected the toolbar of LogViewer to be rendered within it, but got no context.',
)

export const [LogViewerProvider, useLogViewer] = createSafeContext<LogViewerContextValue>(
  'Expected the parts of LogViewer to be rendered within it, but got no context.',
)
