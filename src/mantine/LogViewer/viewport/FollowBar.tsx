import { UnstyledButton } from '@mantine/core'
import type { ReactNode } from 'react'
import { Icon } from '../icons.tsx'
import type { LogGrid } from './log-grid.ts'
import { useLogViewer } from '../LogViewer.context.ts'
import { classes } from '../log-viewer-classes.ts'
import { useNewLines } from './useNewLines.ts'
import { useOlderLines } from './useOlderLines.ts'

/**
 * A bar below the viewport while it does not follow. Shows whether older lines are loading, and a button that scrolls to
 * the end, with the counts of new lines and errors.
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
        {/* While the log is paused, the status shows the count. */}
        {lines > 0 && !view.snapshot.paused ? labels.newLines(lines, errors) : labels.toEnd}
      </UnstyledButton>
    </div>
  )
}
