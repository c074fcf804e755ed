/** Height of every plot, in units of its view box. */
export const plotHeight = 100

const factors = [1, 2, 3, 4, 5, 6, 8, 10]

/** The top of an axis from 0: a round number, at least `max` and at least 1. */
export function topOf(max: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, max)))
  return power * (factors.find((factor) => factor * power >= max) ?? 10)
}

/** The ticks above 0 of an axis with that top. */
export function ticksOf(top: number): number[] {
  return top % 2 === 0 ? [top / 2, top] : [top]
}

/** The position of a value on an axis, from the top of the plot. */
export function yOf(value: number, top: number): number {
  return round(plotHeight * (1 - value / top))
}

export function round(value: number): number {
  return Math.round(value * 100) / 100
}
