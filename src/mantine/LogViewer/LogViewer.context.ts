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

/** Context of the toolbar. New lines do not change it and do not render the parts of the toolbar. */
export interface LogToolsContextValue extends Pick<
  LogView,
  'log' | 'labels' | 'query' | 'changeQuery' | 'settings' | 'changeSettings'
> {
  getStyles: GetStylesApi<LogViewerFactory>
}

const noContext = 'Expected a LogViewer but got none.'

export const [LogToolsProvider, useLogTools] = createSafeContext<LogToolsContextValue>(noContext)

export const [LogViewerProvider, useLogViewer] = createSafeContext<LogViewerContextValue>(noContext)
