import type { Query, QueryClient } from '@tanstack/react-query'
import type { EventMeta } from '../index.ts'

/** The events that were applied to each query. All listeners of an event get the same `meta` object. */
const applied = new WeakMap<Query, WeakSet<EventMeta>>()

/** False when another component has already applied the event to the query. */
export function isFirstDelivery(client: QueryClient, queryHash: string, meta: EventMeta): boolean {
  const query = client.getQueryCache().get(queryHash)
  if (!query) return true
  const events = applied.get(query) ?? new WeakSet()
  applied.set(query, events)
  if (events.has(meta)) return false
  events.add(meta)
  return true
}
