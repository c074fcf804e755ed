import { levels } from '../../../index.ts'
import { clockDate, clockTime } from '../line/log-time.ts'
import type { LogViewerLabels } from '../log-viewer-labels.ts'
import { dateAndMinute, isOneDay } from './time-range.ts'
import type { TimePicture } from './time-slots.ts'
import type { SlotRange } from './useSlotRange.ts'

const timeOf = ({ start, width }: TimePicture, slot: number): number => start + slot * width

/** The start of a slot, with the date when the histogram covers several days. */
export function edgeTime(picture: TimePicture, slot: number, utc: boolean): string {
  const time = timeOf(picture, slot)
  return isOneDay(timeOf(picture, 0), timeOf(picture, picture.slots), utc)
    ? clockTime(time, utc, picture.width < 1000)
    : dateAndMinute(time, utc)
}

/** The text of a range of slots: their time, and their counts of lines. */
export function slotText(
  picture: TimePicture,
  { from, to }: SlotRange,
  { histogramSlot }: LogViewerLabels,
  utc: boolean,
): string {
  const sums = levels.map((_, rank) => {
    let lines = 0
    for (let slot = from; slot <= to; slot += 1) lines += picture.counts[slot * levels.length + rank] ?? 0
    return lines
  })
  const lines = sums.reduce((sum, count) => sum + count)
  const [warnings = 0, errors = 0, fatal = 0] = sums.slice(levels.indexOf('warn'))
  return histogramSlot(spanText(picture, from, to + 1, utc), lines, errors + fatal, warnings)
}

/** The range of time, with the date once when both ends are on the same day. */
function spanText(picture: TimePicture, from: number, to: number, utc: boolean): string {
  const [first, last] = [edgeTime(picture, from, utc), edgeTime(picture, to, utc)]
  const day = `${clockDate(timeOf(picture, from), utc)} `
  return `${first} – ${first.startsWith(day) && last.startsWith(day) ? last.slice(day.length) : last}`
}
