/** Data that an app hands in may come from anywhere: what is no count is 0. */
export function countOf(value: unknown): number {
  return typeof value === 'number' && value > 0 && value <= Number.MAX_SAFE_INTEGER ? value : 0
}

/** What is no text is a dash. */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '–'
}

/** An object, or an empty one. */
export function recordOf<Row extends object>(row: Row | null | undefined): Partial<Row> {
  return typeof row === 'object' && row !== null ? row : {}
}

/** The objects of a list; none of what is no list. */
export function recordsOf<Row extends object>(rows: readonly Row[] | null | undefined): Row[] {
  return Array.isArray(rows) ? rows.filter((row): row is Row => typeof row === 'object' && row !== null) : []
}

/** The most extreme time of a `Date`, epoch ms. */
const lastTime = 8.64e15

/** Whether it is epoch ms that can be shown. */
export function isTime(at: unknown): at is number {
  return typeof at === 'number' && Math.abs(at) <= lastTime
}
