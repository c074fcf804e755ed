import { UnstyledButton } from '@mantine/core'
import type { ReactNode } from 'react'
import { Icon } from '../icons.tsx'
import type { LogGrid } from './log-grid.ts'
import { useLogViewer } from '../LogViewer.context.ts'
import { useNewLines } from './useNewLines.ts'

/** A button that scrolls to the end, with the counts of lines and errors that arrived meanwhile. */
export function FollowButton({ grid }: { grid: LogGrid }): ReactNode {
  const { view, getStyles } = useLogViewer()
  const { labels } = view
  const { isFollowing, lines, errors } = useNewLines(view, grid)
  if (isFollowing) return null
  return (
    <UnstyledButton
      {...getStyles('follow')}
      data-errors={errors > 0 || undefined}
      onClick={() => {
        grid.follow()
      }}
    >
      <Icon name="end" size={14} />
      {lines > 0 ? labels.newLines(lines, errors) : labels.toEnd}
    </UnstyledButton>
  )
}
