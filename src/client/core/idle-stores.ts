/** Maximum number of unused stores; the oldest is dropped first. */
const idleLimit = 50

/** Stores by key. React opens a store during render and may never subscribe, so the number of unused ones is bounded. */
export interface StoreCache<S> {
  /** Returns the store for a key. It is the same object while it is in use or among the most recently opened. */
  open: (key: string, create: () => S) => S
  /** Marks a store as used, until `release`. */
  retain: (key: string, store: S) => void
  /** Marks a store as unused. */
  release: (key: string, store: S) => void
  clear: () => void
}

export function createStoreCache<S>(): StoreCache<S> {
  const used = new Map<string, S>()
  const idle = new Map<string, S>()

  function dropFirst() {
    for (const key of idle.keys()) {
      idle.delete(key)
      return
    }
  }

  return {
    open(key, create) {
      const store = used.get(key) ?? idle.get(key) ?? create()
      if (used.has(key)) return store
      idle.delete(key)
      idle.set(key, store)
      if (idle.size > idleLimit) dropFirst()
      return store
    },
    retain(key, store) {
      idle.delete(key)
      if (!used.has(key)) used.set(key, store)
    },
    release(key, store) {
      if (used.get(key) === store) used.delete(key)
    },
    clear() {
      used.clear()
      idle.clear()
    },
  }
}
