import type { Lease } from '../core/kit-core.ts'

/**
 * Combines listeners with the lease that they need.
 *
 * @param stops - functions that remove a listener
 * @returns a function that removes the listeners, then releases the lease; idempotent
 */
export function withLease(lease: Lease, ...stops: readonly (() => void)[]): () => void {
  return () => {
    for (const stop of stops) stop()
    lease.release()
  }
}
