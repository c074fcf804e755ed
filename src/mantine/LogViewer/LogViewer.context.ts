import { createSafeContext, type GetStylesApi } from '@mantine/core'
import type { LogViewerFactory } from './LogViewer.tsx'
import type { LogView } from './useLogView.ts'

/** What the parts of a viewer share. */
export interface LogViewerContextValue {
  view: LogView
  getStyles: GetStylesApi<LogViewerFactory>
}

export const [LogViewerProvider, useLogViewer] = createSafeContext<LogViewerContextValue>(
  'Expected a part of the log viewer inside <LogViewer>, but got none around it.',
)
