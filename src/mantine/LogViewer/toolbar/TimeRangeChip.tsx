import { UnstyledButton } from '@mantine/core'
import { memo, type ReactNode } from 'react'
import { Icon } from '../icons.tsx'
import { useLogTools } from '../LogViewer.context.ts'
import { timeRange } from '../timeline/time-range.ts'

/** Characters of a time range without dates. */
const undated = '00:00:00 – 00:00:00'.length

/** The time range of the filter; a click removes it. */
export const TimeRangeChip = memo(function TimeRangeChip(): ReactNode {
  const { labels, query, changeQuery, settings, getStyles } = useLogTools()
  const { since, until } = query
  if (since === undefined && until === undefined) return null
  const text = timeRange(since, until, settings.utc)
  return (
    <UnstyledButton
      {...getStyles('threads')}
      data-active
      data-range
      data-dated={text.length > undated || undefined}
      title={labels.allTimes}
      onClick={() => {
        changeQuery({ since: undefined, until: undefined })
      }}
    >
      {text}
      <Icon name="close" size={12} />
    </UnstyledButton>
  )
})
