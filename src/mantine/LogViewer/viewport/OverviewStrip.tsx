import { type ReactNode, useState } from 'react'
import { levels } from '../../../index.ts'
import { useLazyModule } from '../../lib/lazy-module.ts'
import { lazyParts } from '../lazy-parts.ts'
import type { LogGrid } from './log-grid.ts'
import { useLogViewer } from '../LogViewer.context.ts'
import { useWidth } from '../timeline/useWidth.ts'
import { usePartStyles } from '../usePartStyles.ts'

/**
 * Errors, warnings, matches and gaps of the whole log beside the scroll bar. A click scrolls there. Its code is loaded for
 * the first mark, and not before the strip has a width.
 */
export function OverviewStrip({ grid }: { grid: LogGrid }): ReactNode {
  const { snapshot, query } = useLogViewer().view
  const root = usePartStyles('overview')
  const [strip, setStrip] = useState<HTMLElement | null>(null)
  const { counts, gaps } = snapshot
  const hasMarks = gaps.length > 0 || query.text || counts.some((count, rank) => rank >= warn && count > 0)
  const { value } = useLazyModule(lazyParts, useWidth(strip) > 0 && Boolean(hasMarks))
  return value ? <value.OverviewCanvas grid={grid} /> : <canvas {...root} ref={setStrip} aria-hidden="true" />
}

const warn = levels.indexOf('warn')
