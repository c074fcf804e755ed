import { useMemo } from 'react'
import { useLogViewer } from './LogViewer.context.ts'
import type { LogViewerStylesNames } from './LogViewer.props.ts'

/** The memoized styles of a part: not computed again with every new line. */
export function usePartStyles(name: LogViewerStylesNames) {
  const { getStyles } = useLogViewer()
  return useMemo(() => getStyles(name), [getStyles, name])
}
