import type { KitOptions } from '../client/index.ts'

/** The options whose change opens a new connection, by value. Functions are ignored. */
export function identityOf({ appKey, cluster, options, defaults }: KitOptions, sessionKey: unknown): string {
  return JSON.stringify(plain([appKey || null, cluster, defaults?.options, options, sessionKey], []))
}

/** A copy with sorted keys. Circular references are replaced with a text, because JSON does not support them. */
function plain(value: unknown, around: readonly object[]): unknown {
  if (typeof value === 'bigint') return String(value)
  if (typeof value !== 'object' || value === null) return value
  const depth = around.indexOf(value)
  if (depth >= 0) return `#${depth}`
  if (value instanceof Date) return value
  const inside = [...around, value]
  if (Array.isArray(value)) return value.map((item) => plain(item, inside))
  const entries = Object.entries(value).map(([name, item]) => [name, plain(item, inside)] as const)
  return Object.fromEntries(entries.toSorted(([a], [b]) => (a < b ? -1 : 1)))
}
