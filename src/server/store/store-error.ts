/** The reason of a {@link StoreError}; both codes are explained in `docs/errors.md`. */
export type StoreErrorCode =
  /** The store cannot be reached, is locked or is full. The same call may succeed later. */
  | 'store_unavailable'
  /** The idempotency key was used for another request. */
  | 'idempotency_conflict'

/**
 * A failed operation of a store. The server responds to `store_unavailable` with 503 and `retry-after`, and to
 * `idempotency_conflict` with 409.
 *
 * @example
 * ```ts
 * const store = memoryStore()
 * const append = { channel: 'logs', events: [], idempotencyKey: 'import-7', fingerprint: 'a' }
 * await store.append(append).catch((error: unknown) => {
 *   if (error instanceof StoreError && error.code === 'store_unavailable') return null // try again later
 *   throw error
 * })
 * ```
 */
export class StoreError extends Error {
  /** A stable code for programs. */
  readonly code: StoreErrorCode
  /** Seconds until the next attempt. */
  readonly retryAfter: number

  constructor(code: StoreErrorCode, message: string, options: { cause?: unknown; retryAfter?: number } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.name = 'StoreError'
    this.code = code
    this.retryAfter = options.retryAfter ?? 1
  }
}
