import { createSafeContext, type GetStylesApi } from '@mantine/core'
import type { LogViewerFactory } from './LogViewer.props.ts'
import type { LogView } from './state/useLogView.ts'

/** What the parts of a viewer share. */
export interface LogViewerContextValue {
  view: LogView
  getStyles: GetStylesApi<LogViewerFactory>
  /** Of the element that says why a search failed. */
  searchErrorId: string
}

/** The part of it that lines coming in do not change: tools that need no more do not render with them. */
export interface LogToolsContextValue extends Pick<
  LogView,
  'log' | 'labels' | 'query' | 'changeQuery' | 'settings' | 'changeSettings'
> {
  getStyles: GetStylesApi<LogViewerFactory>
}

export const [LogToolsProvider, useLogTools] = createSafeContext<LogToolsContextValue>(
  'Expected a tool of the log viewer inside <LogViewer>, but got none around it.',
)

export const [LogViewerProvider, useLogViewer] = createSafeContext<LogViewerContextValue>(
  'Expected a part of the log viewer inside <LogViewer>, but got none around it.',
)
