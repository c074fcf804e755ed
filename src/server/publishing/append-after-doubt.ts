import type { EventStore } from '../store/event-store.ts'
import { StoreError } from '../store/store-error.ts'

/** Appends with an unknown outcome that are kept; beyond it, the oldest is removed. */
export const mostInDoubt = 10_000

/**
 * `store.append`, except that a repeated append counts as new when the attempt before it failed: that one was stored,
 * but its answer was lost, and it was not broadcast.
 */
export function appendAfterDoubt(store: Pick<EventStore, 'append'>): EventStore['append'] {
  const inDoubt = new Set<string>()
  return async (request) => {
    const { channel, idempotencyKey } = request
    const id = idempotencyKey === undefined ? null : JSON.stringify([channel, idempotencyKey])
    try {
      const result = await store.append(request)
      return id !== null && inDoubt.delete(id) ? { ...result, repeated: false } : result
    } catch (error) {
      if (id !== null && !isConflict(error)) {
        inDoubt.add(id)
        const [oldest] = inDoubt
        if (inDoubt.size > mostInDoubt && oldest !== undefined) inDoubt.delete(oldest)
      }
      throw error
    }
  }
}

const isConflict = (error: unknown) => error instanceof StoreError && error.code === 'idempotency_conflict'
