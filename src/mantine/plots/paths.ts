import { plotHeight, round, yOf } from './scale.ts'

/** Minimum height of a bar that is not 0. */
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

type Points = readonly (readonly [x: number, y: number | null])[]

/** The `d` of a line through points. Null interrupts the line; a single point is a dot. */
export function linePath(points: Points): string {
  let path = ''
  let isDrawing = false
  for (const [index, [x, y]] of points.entries()) {
    if (y === null) {
      isDrawing = false
      continue
    }
    path += `${isDrawing ? 'L' : 'M'}${round(x)} ${y}${isAlone(points, index) ? 'h0' : ''}`
    isDrawing = true
  }
  return path
}

/** The `d` of the single points only. */
export function dotsPath(points: Points): string {
  return points.map(([x, y], index) => (isAlone(points, index) ? `M${round(x)} ${y}h0` : '')).join('')
}

function isAlone(points: Points, index: number): boolean {
  const isPoint = (at: number) => (points[at]?.[1] ?? null) !== null
  return isPoint(index) && !isPoint(index - 1) && !isPoint(index + 1)
}
