import type { EventStore } from '../store/event-store.ts'
import { StoreError } from '../store/store-error.ts'

/** Maximum number of remembered appends with an unknown outcome; the oldest is removed first. */
export const mostInDoubt = 10_000

/**
 * `store.append`, except that a repeated append counts as new when the previous attempt failed: that attempt was
 * stored, but its response was lost and it was not broadcast.
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
