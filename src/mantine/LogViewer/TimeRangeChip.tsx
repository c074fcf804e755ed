import { UnstyledButton } from '@mantine/core'
import { memo, type ReactNode } from 'react'
import { Icon } from './icons.tsx'
import { useLogTools } from './LogViewer.context.ts'
import { timeRange } from './time-range.ts'

/** The time that lines are shown of; a click shows all times again. */
export const TimeRangeChip = memo(function TimeRangeChip(): ReactNode {
  const { labels, query, changeQuery, settings, getStyles } = useLogTools()
  const { since, until } = query
  if (since === undefined && until === undefined) return null
  return (
    <UnstyledButton
      {...getStyles('threads')}
      data-active
      data-range
      title={labels.allTimes}
      onClick={() => {
        changeQuery({ since: undefined, until: undefined })
      }}
    >
      {timeRange(since, until, settings.utc)}
      <Icon name="close" size={12} />
    </UnstyledButton>
  )
})
