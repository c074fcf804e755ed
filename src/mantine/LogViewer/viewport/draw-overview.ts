import type { LogGap } from '../../../index.ts'
import type { LineList } from '../state/line-list.ts'
import { overviewSlots } from './overview-slots.ts'

/** px of a slot. */
const slotHeight = 3

/** Draws bars of errors and warnings, matches and gaps. */
export function drawOverview(
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
