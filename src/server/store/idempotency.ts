import type { AppendResult } from './event-store.ts'
import type { KeyClaim, KeyState } from './key-store.ts'
import { StoreError } from './store-error.ts'

/** ms after which an unsettled claim expires, because its process has ended. */
export const claimLifetime = 60_000
/** How long an idempotency key is kept, ms. */
export const keyLifetime = 24 * 60 * 60_000

/** A stored claim. */
export interface KnownClaim {
  fingerprint: string
  claimant: string
  /** Epoch ms. */
  claimedAt: number
  /** Null while the request runs. */
  answer: string | null
}

/** True when the time has passed, or is so far in the future that a clock was wrong. */
export function isOver(startedAt: number, lifetime: number, now: number): boolean {
  return Math.abs(now - startedAt) >= lifetime
}

/**
 * The result of a claim. The store must write a `claimed` one.
 *
 * @param known - the stored claim of the key
 * @param now - epoch ms
 */
export function keyState(known: KnownClaim | undefined, claim: KeyClaim, now: number): KeyState {
  if (!known) return { state: 'claimed' }
  const { claimedAt, fingerprint, answer } = known
  if (isOver(claimedAt, answer === null ? claimLifetime : keyLifetime, now)) return { state: 'claimed' }
  if (fingerprint !== claim.fingerprint) return { state: 'conflict' }
  if (answer !== null) return { state: 'settled', answer }
  return { state: 'pending', freeIn: claimedAt + claimLifetime - now }
}

/** An append that is stored with its key. */
export interface KnownAppend {
  firstSeq: number
  lastSeq: number
  /** Null for those of older versions. */
  fingerprint: string | null
  /** Epoch ms. */
  storedAt: number
}

/**
 * The result of a repeated append; null when the key is free.
 *
 * @throws StoreError when the key belongs to another append
 */
export function repeatedAppend(
  known: KnownAppend | undefined,
  fingerprint: string | undefined,
  epoch: string,
  now: number,
): AppendResult | null {
  if (!known || isOver(known.storedAt, keyLifetime, now)) return null
  if (known.fingerprint !== null && fingerprint !== undefined && known.fingerprint !== fingerprint) {
    throw new StoreError(
      'idempotency_conflict',
      'Expected an idempotency key to identify one request but it was used for another; choose a new key.',
    )
  }
  return { epoch, firstSeq: known.firstSeq, lastSeq: known.lastSeq, repeated: true }
}
