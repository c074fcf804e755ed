import type { ReadableStore } from './readable-store.ts'
import { createSignal } from '../../primitives/index.ts'

/** A store with a setter. */
export interface Store<S> extends ReadableStore<S> {
  /** Merges; without a change it keeps the snapshot and calls no listener. */
  set: (change: Partial<S>) => void
  readonly listeners: number
}

/** @param watch - called for the first listener; the function that it returns is called after the last one */
export function createStore<S extends object>(initial: S, watch?: () => () => void): Store<S> {
  let snapshot = initial
  let unwatch: (() => void) | undefined
  const changed = createSignal()
  return {
    getSnapshot: () => snapshot,
    subscribe(listener) {
      const off = changed.on(listener)
      if (changed.size === 1) unwatch = watch?.()
      let listening = true
      return () => {
        if (!listening) return
        listening = false
        off()
        if (changed.size === 0) unwatch?.()
      }
    },
    set(change) {
      const keys = Object.keys(change) as (keyof S)[]
      if (keys.every((key) => Object.is(change[key], snapshot[key]))) return
      snapshot = { ...snapshot, ...change }
      changed.emit()
    },
    get listeners() {
      return changed.size
    },
  }
}
