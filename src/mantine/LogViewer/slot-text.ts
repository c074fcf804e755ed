import { levels } from '../../index.ts'
import { clockTime } from './log-time.ts'
import type { LogViewerLabels } from './log-viewer-labels.ts'
import type { TimePicture } from './time-slots.ts'
import type { SlotRange } from './useSlotRange.ts'

/** The time at which a slot begins. */
export function slotTime({ start, width }: TimePicture, slot: number, utc: boolean): string {
  return clockTime(start + slot * width, utc, width < 1000)
}

/** A run of slots in words: their time, and how many lines they hold. */
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
  const span = `${slotTime(picture, from, utc)} – ${slotTime(picture, to + 1, utc)}`
  return histogramSlot(span, lines, errors + fatal, warnings)
}
