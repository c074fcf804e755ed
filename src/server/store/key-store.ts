/** A request that claims its idempotency key. */
export interface KeyClaim {
  /** The key; different users must have different keys. */
  key: string
  /** Hash of the request. */
  fingerprint: string
  /** Unique per attempt: only the attempt that holds the key may settle or release it. */
  claimant: string
}

/** The result of a claim. */
export type KeyState =
  | {
      /** The caller has claimed the key, and runs the request. */
      state: 'claimed'
    }
  | {
      /** Another attempt runs the request. */
      state: 'pending'
      /** When the key is free at the latest, in ms from now. */
      freeIn: number
    }
  | {
      /** The key belongs to another request. */
      state: 'conflict'
    }
  | {
      /** The request has run. */
      state: 'settled'
      /** The stored response. */
      answer: string
    }

/**
 * Idempotency keys of whole requests. A claim that is neither settled nor released is free again after 60 s, because
 * its process has ended. A response is kept for a day.
 */
export interface KeyStore {
  /**
   * Claims a key.
   *
   * @throws {@link StoreError} when the store cannot be reached
   */
  claim(claim: KeyClaim): Promise<KeyState>
  /**
   * Stores the response of the request. Does nothing when another attempt has claimed the key.
   *
   * @throws {@link StoreError} when the store cannot be reached
   */
  settle(claim: KeyClaim, answer: string): Promise<void>
  /**
   * Frees the key: the request failed and may be sent again.
   *
   * @throws {@link StoreError} when the store cannot be reached
   */
  release(claim: KeyClaim): Promise<void>
}
