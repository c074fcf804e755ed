import { UnstyledButton } from '@mantine/core'
import type { ReactNode } from 'react'
import { Icon } from '../icons.tsx'
import type { LogGrid } from './log-grid.ts'
import { useLogViewer } from '../LogViewer.context.ts'
import { classes } from '../log-viewer-classes.ts'
import { useNewLines } from './useNewLines.ts'
import { useOlderLines } from './useOlderLines.ts'

/**
 * While the viewport does not follow, a bar below it: whether older lines are loading, and a button that scrolls to the end,
 * with the counts of lines and errors that arrived meanwhile.
 */
export function FollowBar({ grid }: { grid: LogGrid }): ReactNode {
  const { view, getStyles } = useLogViewer()
  const { labels } = view
  const { isFollowing, lines, errors } = useNewLines(view, grid)
  const older = useOlderLines(view, grid)
  if (isFollowing) return null
  return (
    <div className={classes.followBar}>
      <span className={classes.older} data-beginning={older === 'beginning' || undefined}>
        {older && (older === 'loading' ? labels.loadingOlder : labels.beginning)}
      </span>
      <UnstyledButton
        {...getStyles('follow')}
        data-errors={(errors > 0 && !view.snapshot.paused) || undefined}
        onClick={() => {
          grid.follow()
        }}
      >
        <Icon name="end" size={14} />
        {/* The status has the count of a paused log. */}
        {lines > 0 && !view.snapshot.paused ? labels.newLines(lines, errors) : labels.toEnd}
      </UnstyledButton>
    </div>
  )
}
