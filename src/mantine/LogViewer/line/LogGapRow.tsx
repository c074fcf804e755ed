import { UnstyledButton } from '@mantine/core'
import type { ReactNode } from 'react'
import type { LogGap } from '../../../index.ts'
import { classes } from '../log-viewer-classes.ts'
import type { RowView } from './row-view.ts'

/** A row that marks missing lines, with a button that fetches them again. */
export function LogGapRow({ gap, view }: { gap: LogGap; view: RowView }): ReactNode {
  const { labels, log, styles } = view
  const { after, before, durationMs, reset, canRetry } = gap
  const missing = after === null || before === null ? null : before - after - 1
  return (
    <div {...styles.gap} role="listitem">
      <span className={classes.gapText}>{reset ? labels.reset : labels.gap(missing, durationMs)}</span>
      {canRetry && (
        <UnstyledButton className={classes.gapButton} onClick={() => void log.retry(gap)}>
          {labels.retryGap}
        </UnstyledButton>
      )}
    </div>
  )
}
