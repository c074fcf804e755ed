import type { ServerLog } from '../log.ts'
import type { EventStore, Retention } from './event-store.ts'

/** ms between two prunings. */
const interval = 60_000

/** Prunes a store now and then, as long as somebody writes; there is no timer that would keep a process alive. */
export function pruneNowAndThen(store: EventStore, retention: Retention, log: ServerLog): () => void {
  let last = Date.now()
  return () => {
    if (Date.now() - last < interval) return
    last = Date.now()
    store.prune(retention).then(
      (events) => events > 0 && log('info', 'events pruned', { events }),
      (error: unknown) =>
        log('error', 'pruning failed', { reason: error instanceof Error ? error.message : '' }),
    )
  }
}
