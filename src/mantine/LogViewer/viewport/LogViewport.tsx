import { type CSSProperties, type ReactNode, useId } from 'react'
import type { LogGrid } from './log-grid.ts'
import { useClicks } from './useClicks.ts'
import type { LogKeyActions } from '../keyboard/log-keys.ts'
import { useLogKeys } from '../keyboard/useLogKeys.ts'
import { LogLines, type LogLinesProps } from './LogLines.tsx'
import { OverviewStrip } from './OverviewStrip.tsx'
import { LogPlaceholder } from './LogPlaceholder.tsx'
import { useLogViewer } from '../LogViewer.context.ts'
import { classes } from '../log-viewer-classes.ts'
import { usePartStyles } from '../usePartStyles.ts'
import { useScrollIntent } from './useScrollIntent.ts'
import { probeLength } from './useMonospace.ts'
import { useAnnouncedSummary } from './useAnnouncedSummary.ts'
import type { LogDensity } from '../state/view-settings.ts'

export interface LogViewportProps extends Omit<LogLinesProps, 'layer' | 'className'> {
  scroller: HTMLElement | null
  /** Refs of the elements that the grid moves and measures. */
  onScroller: (element: HTMLElement | null) => void
  onSpacer: (element: HTMLElement | null) => void
  onLayer: (element: HTMLElement | null) => void
  onProbe: (element: HTMLElement | null) => void
  grid: LogGrid
  actions: LogKeyActions
  density: LogDensity
  withOverview: boolean
  /** Clicks anywhere in the rows. */
  onClick: (event: MouseEvent) => void
  /** Columns of the parts of a line, as CSS variables. */
  variables: CSSProperties
}

/** The scroller with the lines, or the placeholder, and the overview strip. */
export function LogViewport({
  scroller,
  onScroller,
  onSpacer,
  onLayer,
  onProbe,
  grid,
  actions,
  density,
  withOverview,
  onClick,
  variables,
  ...lines
}: LogViewportProps): ReactNode {
  const { view } = useLogViewer()
  const root = usePartStyles('viewport')
  const { labels, list, settings } = view
  const hint = useId()
  useScrollIntent(scroller, grid)
  useLogKeys(scroller, grid, actions)
  useClicks(scroller, onClick)
  const spoken = useAnnouncedSummary(view)
  return (
    // Logs are left-to-right in pages of any direction, as in terminals.
    <div {...root} dir="ltr">
      {/* Not `role="log"`, which would announce rows that scroll in; `spoken` announces new lines. */}
      <div
        ref={onScroller}
        className={classes.scroller}
        role="region"
        aria-label={labels.lines}
        aria-describedby={hint}
        aria-live="off"
        // A scrolled region must be reachable by keyboard.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        data-wrap={settings.wrap || undefined}
        data-density={density}
        data-overview={withOverview || undefined}
        style={variables}
      >
        <span ref={onProbe} className={classes.probe} aria-hidden="true">
          {'0'.repeat(probeLength)}
        </span>
        <div ref={onSpacer} className={classes.spacer}>
          <div className={classes.sticky}>
            <LogLines {...lines} layer={onLayer} className={classes.layer ?? ''} grid={grid} />
          </div>
        </div>
      </div>
      {list.end <= list.first && <LogPlaceholder />}
      {withOverview && <OverviewStrip grid={grid} />}
      <span id={hint} className={classes.unseen}>
        {labels.keysHint}
      </span>
      <span className={classes.unseen} aria-live="polite" role="status">
        {spoken}
      </span>
    </div>
  )
}
