/** A count; 0 for other values. The app may pass data from any source. */
export function countOf(value: unknown): number {
  return typeof value === 'number' && value > 0 && value <= Number.MAX_SAFE_INTEGER ? value : 0
}

/** A text; a dash for other values. */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '–'
}

/** An object; an empty one for other values. */
export function recordOf<Row extends object>(row: Row | null | undefined): Partial<Row> {
  return typeof row === 'object' && row !== null ? row : {}
}

/** The objects of a list; none for other values. */
export function recordsOf<Row extends object>(rows: readonly Row[] | null | undefined): Row[] {
  return Array.isArray(rows) ? rows.filter((row): row is Row => typeof row === 'object' && row !== null) : []
}

/** The maximum time of a `Date`, epoch ms. */
const lastTime = 8.64e15

/** True for epoch ms that a `Date` can represent. */
export function isTime(at: unknown): at is number {
  return typeof at === 'number' && Math.abs(at) <= lastTime
}
