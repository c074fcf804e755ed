import { useMemo, useSyncExternalStore } from 'react'
import type { ReadableStore } from '../client/index.ts'

/**
 * The result of `select` for a store's snapshot. Renders only when `isEqual` returns false. `select` may be an inline
 * function.
 */
export function useSelected<Snapshot, Selected>(
  store: ReadableStore<Snapshot>,
  serverSnapshot: Snapshot,
  select: (snapshot: Snapshot) => Selected,
  isEqual: (a: Selected, b: Selected) => boolean = Object.is,
): Selected {
  const read = useMemo(() => createSelection<Snapshot, Selected>(), [])
  return useSyncExternalStore(
    store.subscribe,
    () => read(store.getSnapshot(), select, isEqual),
    () => read(serverSnapshot, select, isEqual),
  )
}

/** Selects once per snapshot, and keeps the previous value while the next one is equal to it. */
function createSelection<Snapshot, Selected>() {
  type Select = (snapshot: Snapshot) => Selected
  let last: { snapshot: Snapshot; select: Select; value: Selected } | undefined
  return (snapshot: Snapshot, select: Select, isEqual: (a: Selected, b: Selected) => boolean): Selected => {
    if (last && Object.is(last.snapshot, snapshot) && last.select === select) return last.value
    const next = select(snapshot)
    const value = last && isEqual(last.value, next) ? last.value : next
    last = { snapshot, select, value }
    return value
  }
}
