import { type PointerEvent, type ReactNode, useEffect, useRef } from 'react'
import type { LogGap, LogQueryResult } from '../../../index.ts'
import type { LineList } from '../state/line-list.ts'
import type { LogGrid } from './log-grid.ts'
import { shownOf } from '../state/log-viewer-query.ts'
import { useLogViewer } from '../LogViewer.context.ts'
import { overviewSlots } from './overview-slots.ts'
import { usePartStyles } from '../usePartStyles.ts'
import { useLogQuery } from '../state/useLogQuery.ts'
import type { LogView } from '../state/useLogView.ts'

/** ms between two draws. */
const drawInterval = 400

/** px of a slot. */
const slotHeight = 3

/** Errors, warnings, matches and gaps of the whole log beside the scroll bar. A click scrolls there. */
export function OverviewStrip({ grid }: { grid: LogGrid }): ReactNode {
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
      const wasBlank = drawn.current.isBlank
      drawn.current = { at: performance.now(), errors, warnings, matches, isBlank }
      if (!canvas.current || (isBlank && wasBlank)) return
      draw(canvas.current, list, { errors, warnings, matches }, snapshot.gaps)
    }
    const timer = setTimeout(paint, Math.max(0, wait))
    return () => {
      clearTimeout(timer)
    }
    // Queries go on finding older lines while the list stays as it is.
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

function draw(
  element: HTMLCanvasElement,
  list: LineList,
  results: Parameters<typeof overviewSlots>[2],
  gaps: readonly LogGap[],
): void {
  const ratio = window.devicePixelRatio
  const { clientWidth: width, clientHeight: height } = element
  element.width = width * ratio
  element.height = height * ratio
  const context = element.getContext('2d')
  const slots = Math.floor(height / slotHeight)
  if (!context || slots < 1 || list.end <= list.first) return
  context.scale(ratio, ratio)
  const style = getComputedStyle(element)
  const colorOf = (name: string): string => {
    context.fillStyle = style.getPropertyValue(`--overview-${name}`)
    return context.fillStyle
  }
  const { errors, warnings, matches } = overviewSlots(slots, list, results)
  const most = Math.max(1, ...errors, ...warnings)
  const bars = (counts: readonly number[], color: string, thickness: number): void => {
    context.fillStyle = color
    for (const [slot, count] of counts.entries()) {
      if (count === 0) continue
      const length = Math.max(3, (Math.log1p(count) / Math.log1p(most)) * (width - 4))
      context.fillRect(width - length, slot * slotHeight, length, thickness)
    }
  }
  // Errors are thicker than warnings, to be distinguished without colour.
  bars(warnings, colorOf('warn'), slotHeight - 2)
  bars(errors, colorOf('error'), slotHeight - 1)
  context.fillStyle = colorOf('match')
  for (const [slot, count] of matches.entries()) {
    if (count > 0) context.fillRect(0, slot * slotHeight, 4, slotHeight - 1)
  }
  context.fillStyle = colorOf('gap')
  for (const gap of gaps) {
    const share = (list.positionOf(gap.index) - list.first) / (list.end - list.first)
    context.fillRect(0, Math.round(share * height) - 1, width, 2)
  }
}
