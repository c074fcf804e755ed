import type { GetStylesApi } from '@mantine/core'
import { useMemo } from 'react'
import type { LogViewerFactory } from '../LogViewer.props.ts'
import type { RowStyleName, RowView } from './row-view.ts'

const parts: readonly RowStyleName[] = [
  'line',
  'number',
  'time',
  'badge',
  'repeats',
  'thread',
  'text',
  'bookmark',
  'gap',
]

/** The styles of a row's parts. Referentially stable while they are equal, because rows compare them. */
export function useRowStyles(getStyles: GetStylesApi<LogViewerFactory>): RowView['styles'] {
  const json = useMemo(
    () =>
      JSON.stringify(
        Object.fromEntries(
          parts.map((part) => {
            const { className, style } = getStyles(part)
            return [part, { className, style }]
          }),
        ),
      ),
    [getStyles],
  )
  return useMemo(() => JSON.parse(json) as RowView['styles'], [json])
}
