import type { EventLog } from '../../../index.ts'
import type { LogGrid } from '../viewport/log-grid.ts'
import type { HistogramData } from './time-slots.ts'

/** Least width, as a share of the histogram's: a narrower one would not be visible. */
const leastWidth = 0.006

/** Places an element under the slots whose lines are in view. */
export function placeVisibleTime(
  element: HTMLElement,
  log: EventLog,
  grid: LogGrid,
  { start, width, slots }: HistogramData,
): void {
  const { list } = grid
  const shareAt = (position: number): number => {
    const time = log.line(list.indexAt(position))?.timestamp ?? Number.NaN
    return Math.min(1, Math.max(0, (time - start) / (width * slots)))
  }
  const { start: top, end } = grid.getSnapshot()
  const [from, to] = [shareAt(top), shareAt(end - 1)]
  const least = Math.min(from, to, 1 - leastWidth)
  const scale = Math.max(Math.abs(to - from), leastWidth)
  element.style.transform = Number.isNaN(scale) ? 'scaleX(0)' : `translateX(${least * 100}%) scaleX(${scale})`
}
