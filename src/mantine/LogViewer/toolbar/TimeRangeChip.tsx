import { UnstyledButton } from '@mantine/core'
import { memo, type ReactNode } from 'react'
import { Icon } from '../icons.tsx'
import { useLogTools } from '../LogViewer.context.ts'
import { classes } from '../log-viewer-classes.ts'
import { timeRange } from '../timeline/time-range.ts'

/** The time range of the filter; a click removes it. It may be truncated, because the histogram shows the range too. */
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
      <span className={classes.threadsName}>{timeRange(since, until, settings.utc)}</span>
      <Icon name="close" size={12} />
    </UnstyledButton>
  )
})
