import { plotHeight, round, yOf } from './scale.ts'

/** Least height of a bar that is not 0. */
const leastHeight = 1.5

/** The `d` of bars that are one unit wide, with a space between them. */
export function barsPath(values: readonly number[], top: number): string {
  return values
    .map((value, index) => {
      if (value <= 0) return ''
      const y = Math.min(yOf(value, top), plotHeight - leastHeight)
      return `M${round(index + 0.1)} ${plotHeight}V${y}h.8V${plotHeight}Z`
    })
    .join('')
}

/** The `d` of a line through points; null interrupts it, and a point alone is a dot. */
export function linePath(points: readonly (readonly [x: number, y: number | null])[]): string {
  let path = ''
  let isDrawing = false
  for (const [index, [x, y]] of points.entries()) {
    if (y === null) {
      isDrawing = false
      continue
    }
    const isAlone = !isDrawing && (points[index + 1]?.[1] ?? null) === null
    path += `${isDrawing ? 'L' : 'M'}${round(x)} ${y}${isAlone ? 'h0' : ''}`
    isDrawing = true
  }
  return path
}
