/** So many stores without a reader are kept; the one opened first goes first. */
const idleLimit = 50

/** Stores by key. React opens them before it subscribes, and may never subscribe: idle ones are bounded. */
export interface StoreCache<S> {
  /** The store of the key: the same one while it is in use, or among the last that were opened. */
  open: (key: string, create: () => S) => S
  /** A store came into use, and stays until `letGo`. */
  retain: (key: string, store: S) => void
  /** Nobody uses the store any more. */
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
