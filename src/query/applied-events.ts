import type { Query, QueryClient } from '@tanstack/react-query'
import type { EventMeta } from '../index.ts'

/** Which events have changed which query. All listeners of one event get the same `meta`. */
const applied = new WeakMap<Query, WeakSet<EventMeta>>()

/** False when another component has applied this very event to the query already. */
export function isFirstDelivery(client: QueryClient, queryHash: string, meta: EventMeta): boolean {
  const query = client.getQueryCache().get(queryHash)
  if (!query) return true
  const events = applied.get(query) ?? new WeakSet()
  applied.set(query, events)
  if (events.has(meta)) return false
  events.add(meta)
  return true
}
