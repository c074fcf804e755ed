import { levels } from '../../../index.ts'
import type { HistogramData } from './time-slots.ts'

/** Height of the chart in units; a slot is one unit wide. */
export const pathHeight = 100
/** Minimum height of the errors of a slot, including fatal ones: more than 2 px. */
const leastSevere = 8
const leastWarning = 5
const least = 3
const gap = 0.15

/**
 * One path per level, in the order of `levels`: stacked bars, the most severe at the bottom. Heights are scaled by the
 * square root, so that slots beside a burst stay visible.
 */
export function histogramPaths({ slots, counts, most }: HistogramData): readonly string[] {
  const paths = levels.map(() => '')
  for (let slot = 0; slot < slots; slot += 1) {
    let bottom = pathHeight
    let lines = 0
    for (let rank = levels.length - 1; rank >= 0; rank -= 1) {
      const count = counts[slot * levels.length + rank] as number
      if (count === 0 || bottom <= 0) continue
      lines += count
      const top = Math.max(
        0,
        Math.min(bottom - leastOf(rank, bottom), pathHeight * (1 - Math.sqrt(lines / most))),
      )
      const width = 1 - 2 * gap
      paths[rank] += `M${slot + gap} ${round(top)}h${width}v${round(bottom - top)}h-${width}z`
      bottom = top
    }
  }
  return paths
}

function leastOf(rank: number, bottom: number): number {
  const warn = levels.indexOf('warn')
  if (rank > warn) return bottom === pathHeight ? leastSevere : least
  return rank === warn ? leastWarning : least
}

const round = (value: number): number => Math.round(value * 10) / 10
