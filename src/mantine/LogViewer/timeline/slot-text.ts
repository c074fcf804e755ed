import { levels } from '../../../index.ts'
import { clockDate, clockTime } from '../line/log-time.ts'
import type { LogViewerLabels } from '../log-viewer-labels.ts'
import { dateAndMinute, isOneDay } from './time-range.ts'
import type { HistogramData } from './time-slots.ts'
import type { SlotRange } from './useSlotRange.ts'

const timeOf = ({ start, width }: HistogramData, slot: number): number => start + slot * width

/** The start of a slot, with the date when the histogram covers several days. */
export function edgeTime(histogram: HistogramData, slot: number, utc: boolean): string {
  const time = timeOf(histogram, slot)
  return isOneDay(timeOf(histogram, 0), timeOf(histogram, histogram.slots), utc)
    ? clockTime(time, utc, histogram.width < 1000)
    : dateAndMinute(time, utc)
}

/** The text of a range of slots: their time, and their counts of lines. */
export function slotText(
  histogram: HistogramData,
  { from, to }: SlotRange,
  { histogramSlot }: Pick<LogViewerLabels, 'histogramSlot'>,
  utc: boolean,
): string {
  const sums = levels.map((_, rank) => {
    let lines = 0
    for (let slot = from; slot <= to; slot += 1) lines += histogram.counts[slot * levels.length + rank] ?? 0
    return lines
  })
  const lines = sums.reduce((sum, count) => sum + count)
  const [warnings = 0, errors = 0, fatal = 0] = sums.slice(levels.indexOf('warn'))
  return histogramSlot(spanText(histogram, from, to + 1, utc), lines, errors + fatal, warnings)
}

/** The range of time, with the date once when both ends are on the same day. */
function spanText(histogram: HistogramData, from: number, to: number, utc: boolean): string {
  const [first, last] = [edgeTime(histogram, from, utc), edgeTime(histogram, to, utc)]
  const day = `${clockDate(timeOf(histogram, from), utc)} `
  return `${first} – ${first.startsWith(day) && last.startsWith(day) ? last.slice(day.length) : last}`
}
