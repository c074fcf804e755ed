import { useMemo } from 'react'
import { useLogViewer } from './LogViewer.context.ts'
import type { LogViewerStylesNames } from './LogViewer.props.ts'

/** The styles of a part, memoized so that new lines do not compute them again. */
export function usePartStyles(name: LogViewerStylesNames) {
  const { getStyles } = useLogViewer()
  return useMemo(() => getStyles(name), [getStyles, name])
}
