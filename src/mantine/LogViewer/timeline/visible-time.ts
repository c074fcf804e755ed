import type { EventLog } from '../../../index.ts'
import type { LogGrid } from '../viewport/log-grid.ts'
import type { HistogramData } from './time-slots.ts'

/** Least width, as a share of the histogram's: a narrower one would not be visible. */
const leastWidth = 0.006

/** Places an element under the slots whose lines are in view, unless it is there: each write is a recalculation of styles. */
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

/** The transform that places an element under the slots whose lines are in view; of equal ones, the same text. */
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
  // To a pixel or so: a new line moves it by less.
  return Number.isNaN(scale)
    ? 'scaleX(0)'
    : `translateX(${(least * 100).toFixed(1)}%) scaleX(${scale.toFixed(3)})`
}
