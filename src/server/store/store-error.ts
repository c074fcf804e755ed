/** Why a store refused; both are explained in `docs/errors.md`. */
export type StoreErrorCode =
  /** The store cannot be reached, is locked or is full: the same again may work. */
  | 'store_unavailable'
  /** The idempotency key was used for something else. */
  | 'idempotency_conflict'

/**
 * What a store could not do. The server answers `store_unavailable` with 503 and `retry-after`, and
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
  /** What went wrong, stable, for programs. */
  readonly code: StoreErrorCode
  /** After how long it is worth another attempt, seconds. */
  readonly retryAfter: number

  constructor(code: StoreErrorCode, message: string, options: { cause?: unknown; retryAfter?: number } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.name = 'StoreError'
    this.code = code
    this.retryAfter = options.retryAfter ?? 1
  }
}
