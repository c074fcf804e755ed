const second = 1000
const minute = 60 * second
const hour = 60 * minute
const day = 24 * hour

/** Round widths, ms. */
const steps = (
  [
    [1, [1, 2, 5, 10, 20, 50, 100, 200, 500]],
    [second, [1, 2, 5, 10, 15, 30]],
    [minute, [1, 2, 5, 10, 15, 30]],
    [hour, [1, 2, 3, 6, 12]],
    [day, [1, 2, 7, 30, 365]],
  ] as const
).flatMap(([unit, counts]) => counts.map((count) => count * unit))

/** The smallest round width, ms, at which `mostSlots` slots cover the span. */
export function slotWidth(span: number, mostSlots: number): number {
  const least = span / mostSlots
  return steps.find((step) => step >= least) ?? Math.ceil(least / (365 * day)) * 365 * day
}
