import { type PointerEvent, type ReactNode, useEffect, useRef } from 'react'
import type { LogQueryResult } from '../../../index.ts'
import { drawOverview } from './draw-overview.ts'
import type { LogGrid } from './log-grid.ts'
import { shownOf } from '../state/log-viewer-query.ts'
import { useLogViewer } from '../LogViewer.context.ts'
import { usePartStyles } from '../usePartStyles.ts'
import { useLogQuery } from '../state/useLogQuery.ts'
import type { LogView } from '../state/useLogView.ts'

/** ms between two draws. */
const drawInterval = 400

/** The overview strip with its marks. */
export function OverviewCanvas({ grid }: { grid: LogGrid }): ReactNode {
  const { view } = useLogViewer()
  const root = usePartStyles('overview')
  const { list, query, search, snapshot } = view
  const canvas = useRef<HTMLCanvasElement>(null)
  const { result: errors, snapshot: errorHits } = useSeverity(view, ['error', 'fatal'])
  const { result: warnings, snapshot: warningHits } = useSeverity(view, ['warn'])
  const matches = search && query.text ? search.result : null
  const hits = search?.snapshot

  const drawn = useRef({ at: 0, errors, warnings, matches, isBlank: true })
  useEffect(() => {
    const last = drawn.current
    const isOther = last.errors !== errors || last.warnings !== warnings || last.matches !== matches
    const wait = isOther ? 0 : last.at + drawInterval - performance.now()
    const paint = (): void => {
      const isBlank = snapshot.gaps.length === 0 && [errors, warnings, matches].every(isEmpty)
      if (canvas.current && !(isBlank && drawn.current.isBlank)) {
        drawOverview(canvas.current, list, { errors, warnings, matches }, snapshot.gaps)
      }
      drawn.current = { at: performance.now(), errors, warnings, matches, isBlank }
    }
    const timer = setTimeout(paint, Math.max(0, wait))
    return () => {
      clearTimeout(timer)
    }
    // The snapshots are dependencies because queries find older lines while the list does not change.
  }, [list, errors, warnings, matches, errorHits, warningHits, hits, snapshot.gaps])

  const goTo = ({ clientY, currentTarget, buttons }: PointerEvent<HTMLCanvasElement>): void => {
    if (buttons !== 1) return
    const { top, height } = currentTarget.getBoundingClientRect()
    const share = Math.min(1, Math.max(0, (clientY - top) / height))
    const position = list.first + Math.floor(share * (list.end - list.first))
    if (position >= list.end) grid.follow()
    else grid.scrollTo(position, 0.5)
  }
  // Hidden from assistive technology: the lines contain the same information.
  return <canvas {...root} ref={canvas} aria-hidden="true" onPointerDown={goTo} onPointerMove={goTo} />
}

function isEmpty(result: LogQueryResult | null): boolean {
  return result === null || result.size === 0
}

function useSeverity(view: LogView, levels: readonly ('warn' | 'error' | 'fatal')[]) {
  const { query } = view
  const wanted = levels.filter((level) => !query.levels || query.levels.includes(level))
  return useLogQuery(view, wanted.length === 0 ? null : { ...shownOf(query), levels: wanted })
}
