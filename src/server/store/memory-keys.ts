import type { KeyClaim, KeyStore } from './key-store.ts'
import { keyState } from './idempotency.ts'
import type { KnownClaim } from './idempotency.ts'

/** Maximum number of idempotency keys in memory; the oldest are removed first. */
const rememberedKeys = 10_000
/** Maximum number of characters of their responses. */
const rememberedCharacters = 10_000_000

/** A map that keeps only the newest entries. */
export class NewestEntries<T> {
  readonly #entries = new Map<string, T>()
  readonly #sizeOf: (entry: T) => number
  #characters = 0

  /** @param sizeOf - returns the number of characters of an entry */
  constructor(sizeOf: (entry: T) => number) {
    this.#sizeOf = sizeOf
  }

  get(key: string): T | undefined {
    return this.#entries.get(key)
  }

  /** Oldest first. */
  keys(): string[] {
    return [...this.#entries.keys()]
  }

  set(key: string, entry: T): void {
    this.delete(key)
    this.#entries.set(key, entry)
    this.#characters += this.#sizeOf(entry)
    for (const [oldest] of this.#entries) {
      const isFull = this.#entries.size > rememberedKeys || this.#characters > rememberedCharacters
      if (!isFull || oldest === key) return
      this.delete(oldest)
    }
  }

  delete(key: string): void {
    const entry = this.#entries.get(key)
    if (!entry) return
    this.#entries.delete(key)
    this.#characters -= this.#sizeOf(entry)
  }

  /** Drops the entries above the limit. */
  drop(isOver: (entry: T) => boolean): void {
    for (const [key, entry] of this.#entries) if (isOver(entry)) this.delete(key)
  }
}

export function newestClaims(): NewestEntries<KnownClaim> {
  return new NewestEntries(({ answer }) => answer?.length ?? 0)
}

/** Idempotency keys of one process: the newest 10 000, for a day. */
export function memoryKeys(claims = newestClaims()): KeyStore {
  const own = ({ key, claimant }: KeyClaim) => {
    const known = claims.get(key)
    return known?.claimant === claimant ? known : undefined
  }
  return {
    async claim(claim) {
      const { key, fingerprint, claimant } = claim
      const now = Date.now()
      const state = keyState(claims.get(key), claim, now)
      if (state.state === 'claimed') claims.set(key, { fingerprint, claimant, claimedAt: now, answer: null })
      return state
    },
    async settle(claim, answer) {
      const known = own(claim)
      if (known) claims.set(claim.key, { ...known, answer })
    },
    async release(claim) {
      if (own(claim)) claims.delete(claim.key)
    },
  }
}
