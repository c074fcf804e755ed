/** A store for `useSyncExternalStore`: the snapshot is the same object until something changed. */
export interface ReadableStore<S> {
  /** Calls `listener` after every change; the returned function ends it. */
  subscribe: (listener: () => void) => () => void
  /** The present state. */
  getSnapshot: () => S
}
