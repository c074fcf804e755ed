import { UnstyledButton } from '@mantine/core'
import { memo, type ReactNode } from 'react'
import { Icon } from '../icons.tsx'
import { useLogTools } from '../LogViewer.context.ts'
import { classes } from '../log-viewer-classes.ts'
import { timeRange } from '../timeline/time-range.ts'

export interface TimeRangeChipProps {
  /** True when the histogram or the footer shows the range where there is little width. */
  isShownBelow: boolean
}

/** The time range of the filter; a click removes it. */
export const TimeRangeChip = memo(function TimeRangeChip({ isShownBelow }: TimeRangeChipProps): ReactNode {
  const { labels, query, changeQuery, settings, getStyles } = useLogTools()
  const range = timeRange(query.since, query.until, settings.utc)
  if (!range) return null
  return (
    <UnstyledButton
      {...getStyles('threads')}
      data-active
      data-range={isShownBelow ? 'below' : ''}
      title={labels.allTimes}
      onClick={() => {
        changeQuery({ since: undefined, until: undefined })
      }}
    >
      <span className={classes.threadsName}>{range}</span>
      <Icon name="close" size={12} />
    </UnstyledButton>
  )
})
