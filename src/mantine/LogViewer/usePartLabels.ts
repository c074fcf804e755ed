import { useMemo } from 'react'
import { useLogTools } from './LogViewer.context.ts'
import { defaultPartLabels } from './part-labels.ts'

/** The labels of the parts that are loaded on demand. */
export function usePartLabels() {
  const { labels } = useLogTools()
  return useMemo(() => ({ ...defaultPartLabels, ...labels }), [labels])
}
