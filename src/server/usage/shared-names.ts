import type { CounterReport } from '../store/counter-store.ts'

/** ms that it is remembered which names a store has. */
const remembered = 24 * 60 * 60_000

interface Named {
  name: string
  label: string
}

interface SharedNamesOptions {
  /** Highest count of names in all servers. */
  most: number
  /** What is counted by itself: the name, or the name and its label. Null where there is no limit. */
  keyOf: (named: Named) => string | null
  /** The name and label for what has no room. */
  other: Named | ((named: Named) => Named)
  /** Reads the names of today. */
  read: () => Promise<CounterReport>
}

/**
 * Bounds the names that all servers together store in a day. Names are asked for when there is a new one, so that servers
 * that meet new names at the same moment may store some more.
 */
export class SharedNames {
  readonly #options: SharedNamesOptions
  #admitted = new Set<string>()
  #readAt = Number.NEGATIVE_INFINITY

  constructor(options: SharedNamesOptions) {
    this.#options = options
  }

  /** Makes room for names. @throws StoreError when the store cannot be read */
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
