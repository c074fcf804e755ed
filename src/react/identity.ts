import type { KitOptions } from '../client/index.ts'

/** The options whose change means another connection, by value. Functions are no values and count for nothing. */
export function identityOf({ appKey, cluster, options }: KitOptions, sessionKey: unknown): string {
  return JSON.stringify([appKey || null, cluster, options, sessionKey], (_, value: unknown) => sorted(value))
}

function sorted(value: unknown): unknown {
  if (typeof value === 'bigint') return String(value)
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
}
