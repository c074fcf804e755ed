import type { CounterReport } from '../store/counter-store.ts'

/** ms for which the names in the store are cached. */
const remembered = 24 * 60 * 60_000

interface Named {
  name: string
  label: string
}

interface SharedNamesOptions {
  /** Maximum number of names in all servers. */
  most: number
  /** The key that is limited: the name, or the name and its label. Null for no limit. */
  keyOf: (named: Named) => string | null
  /** The name and label that replace those beyond the limit. */
  other: Named | ((named: Named) => Named)
  /** Reads the names of the current day. */
  read: () => Promise<CounterReport>
}

/**
 * Limits the number of names that all servers store in a day. Reads the stored names when there is a new one. Servers that
 * get new names at the same moment may exceed the limit slightly.
 */
export class SharedNames {
  readonly #options: SharedNamesOptions
  #admitted = new Set<string>()
  #readAt = Number.NEGATIVE_INFINITY

  constructor(options: SharedNamesOptions) {
    this.#options = options
  }

  /** Decides which names are within the limit. @throws StoreError when the store cannot be read */
  async admit(all: readonly Named[]): Promise<void> {
    const { most, keyOf, read } = this.#options
    const keys = new Set(all.map(keyOf).filter((key) => key !== null))
    if (performance.now() - this.#readAt > remembered) this.#admitted = new Set()
    const isNew = [...keys].some((key) => !this.#admitted.has(key))
    if (!isNew || this.#admitted.size >= most) return
    const { totals } = await read()
    this.#readAt = performance.now()
    for (const total of totals) {
      const key = keyOf(total)
      if (key !== null) this.#admitted.add(key)
    }
    for (const key of keys) {
      if (this.#admitted.size >= most) return
      this.#admitted.add(key)
    }
  }

  rename(named: Named): Named {
    const { keyOf, other } = this.#options
    const key = keyOf(named)
    if (key === null || this.#admitted.has(key)) return named
    return typeof other === 'function' ? other(named) : other
  }
}
