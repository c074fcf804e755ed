import type { Lease } from '../core/kit-core.ts'

/**
 * Ties listeners to the lease that they need.
 *
 * @param stops - each ends one listener
 * @returns ends the listeners, then releases the lease; idempotent
 */
export function withLease(lease: Lease, ...stops: readonly (() => void)[]): () => void {
  return () => {
    for (const stop of stops) stop()
    lease.release()
  }
}
