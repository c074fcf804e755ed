import type { EventLog } from '../../../index.ts'
import type { LogGrid } from '../viewport/log-grid.ts'
import type { HistogramData } from './time-slots.ts'

/** Minimum width, as a share of the histogram's width; a narrower element would not be visible. */
const leastWidth = 0.006

/** Positions an element below the slots whose lines are in view. Only writes changes: a write recalculates styles. */
export function placeVisibleTime(
  element: HTMLElement,
  placed: string,
  log: EventLog,
  grid: LogGrid,
  histogram: HistogramData,
): string {
  const transform = visibleTime(log, grid, histogram)
  if (transform !== placed) element.style.transform = transform
  return transform
}

/** The transform that positions an element below the slots whose lines are in view. */
function visibleTime(log: EventLog, grid: LogGrid, { start, width, slots }: HistogramData): string {
  const { list } = grid
  const shareAt = (position: number): number => {
    const time = log.line(list.indexAt(position))?.timestamp ?? Number.NaN
    return Math.min(1, Math.max(0, (time - start) / (width * slots)))
  }
  const { start: top, end } = grid.getSnapshot()
  const [from, to] = [shareAt(top), shareAt(end - 1)]
  const least = Math.min(from, to, 1 - leastWidth)
  const scale = Math.max(Math.abs(to - from), leastWidth)
  // Rounded to about a pixel, so that a new line usually does not change the text.
  return Number.isNaN(scale)
    ? 'scaleX(0)'
    : `translateX(${(least * 100).toFixed(1)}%) scaleX(${scale.toFixed(3)})`
}
