import { useEffect } from 'react'
import type { EventLog } from '../../../index.ts'
import type { LogGrid } from '../viewport/log-grid.ts'
import type { HistogramData } from './time-slots.ts'
import { placeVisibleTime } from './visible-time.ts'

/** Positions an element below the slots whose lines are in view, at every scroll, without rendering. */
export function useVisibleTime(
  element: HTMLElement | null,
  log: EventLog,
  grid: LogGrid,
  histogram: HistogramData | null,
): void {
  useEffect(() => {
    if (!element || !histogram) return undefined
    let placed = ''
    const place = (): void => {
      placed = placeVisibleTime(element, placed, log, grid, histogram)
    }
    place()
    return grid.subscribe(place)
  }, [element, log, grid, histogram])
}
