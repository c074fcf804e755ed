/** A store for `useSyncExternalStore`: the snapshot is the same object until it changes. */
export interface ReadableStore<S> {
  /** Calls `listener` after every change. Returns a function that unsubscribes. */
  subscribe: (listener: () => void) => () => void
  /** The current state. */
  getSnapshot: () => S
}
