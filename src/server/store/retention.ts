import type { ServerLog } from '../log.ts'
import type { EventStore, Retention } from './event-store.ts'

/** Minimum interval between two prunings of a store by any process, ms. */
const interval = 60_000

/** Deletes data that a store no longer needs. */
export interface ThrottledPrune {
  /** Prunes when it is due, after the request that calls it. A timer would keep the process alive. */
  whenDue: () => void
  /** Prunes now. @returns number of deleted events @throws StoreError when the store cannot be reached */
  now: () => Promise<number>
}

/**
 * The store keeps the time of the last pruning, so that it also works for processes that run for less than a minute.
 */
export function throttledPrune(store: EventStore, retention: Retention, log: ServerLog): ThrottledPrune {
  let askedAt = Number.NEGATIVE_INFINITY
  return {
    whenDue() {
      const now = Date.now()
      if (Math.abs(now - askedAt) < interval) return
      askedAt = now
      store.prune(retention, interval).then(
        (events) => events > 0 && log('info', 'events pruned', { events }),
        (error: unknown) =>
          log('error', 'pruning failed', { reason: error instanceof Error ? error.message : '' }),
      )
    },
    now: () => store.prune(retention),
  }
}
