import { levels } from '../../index.ts'
import type { TimePicture } from './time-slots.ts'

/** Units of the drawing's height; a slot is one unit wide. */
export const pathHeight = 100
/** What a warning or an error takes at least, however many lines stand beside it. */
const leastSevere = 6
const least = 3
const gap = 0.15

/** One path per level, in the order of `levels`: bars that stand on each other, the most severe at the bottom. */
export function histogramPaths({ slots, counts, most }: TimePicture): readonly string[] {
  const paths = levels.map(() => '')
  const warn = levels.indexOf('warn')
  for (let slot = 0; slot < slots; slot += 1) {
    let bottom = pathHeight
    for (let rank = levels.length - 1; rank >= 0; rank -= 1) {
      const count = counts[slot * levels.length + rank] as number
      if (count === 0 || bottom <= 0) continue
      const height = Math.min(
        bottom,
        Math.max(rank < warn ? least : leastSevere, (count / most) * pathHeight),
      )
      bottom -= height
      const width = 1 - 2 * gap
      paths[rank] += `M${slot + gap} ${round(bottom)}h${width}v${round(height)}h-${width}z`
    }
  }
  return paths
}

const round = (value: number): number => Math.round(value * 10) / 10
