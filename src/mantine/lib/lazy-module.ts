import { useEffect, useSyncExternalStore } from 'react'
import { createSignal } from '../../primitives/index.ts'

/** The state of a module that is loaded on demand. */
export interface LazyState<T> {
  /** The module; null until it is loaded. */
  readonly value: T | null
  /** The last attempt to load it failed, for example because an offline page belongs to an older deployment. */
  readonly hasFailed: boolean
}

/** A module that is loaded on demand, once for all its users. */
export interface LazyModule<T> {
  subscribe: (listener: () => void) => () => void
  getSnapshot: () => LazyState<T>
  /** Loads it unless it is loaded or being loaded. Never throws; tries again after a failure. */
  load: () => void
}

const notLoaded: LazyState<never> = { value: null, hasFailed: false }
const initially = (): LazyState<never> => notLoaded
const noSubscription = (): (() => void) => () => {}

export function createLazyModule<T>(importModule: () => Promise<T>): LazyModule<T> {
  const changed = createSignal()
  let state: LazyState<T> = notLoaded
  let isLoading = false

  function change(next: LazyState<T>): void {
    state = next
    changed.emit()
  }

  async function load(): Promise<void> {
    if (isOffline()) {
      if (!state.hasFailed) change({ value: null, hasFailed: true })
      return
    }
    isLoading = true
    if (state.hasFailed) change(notLoaded)
    try {
      change({ value: await importModule(), hasFailed: false })
    } catch {
      change({ value: null, hasFailed: true })
    } finally {
      isLoading = false
    }
  }

  return {
    subscribe: changed.on,
    getSnapshot: () => state,
    load: () => {
      if (!isLoading && !state.value) void load()
    },
  }
}

/**
 * The state of a module. A component that does not want it does not render when it is loaded, but gets it if it is. A
 * server does not load it.
 */
export function useLazyState<T>(module: LazyModule<T>, isWanted: boolean): LazyState<T> {
  return useSyncExternalStore(
    isWanted ? module.subscribe : noSubscription,
    module.getSnapshot,
    initially as () => LazyState<T>,
  )
}

/** Like `useLazyState`; loads the module while it is wanted, and again when the network returns. */
export function useLazyModule<T>(module: LazyModule<T>, isWanted: boolean): LazyState<T> {
  useEffect(() => {
    if (!isWanted) return undefined
    module.load()
    addEventListener('online', module.load)
    return () => {
      removeEventListener('online', module.load)
    }
  }, [module, isWanted])
  return useLazyState(module, isWanted)
}

/**
 * Without a network nothing is requested: Chromium keeps the failure of a module until the page is left. A service worker
 * may have the module.
 */
function isOffline(): boolean {
  // Simulated browsers of tests may lack both.
  const { onLine = true, serviceWorker } = globalThis.navigator as Partial<Navigator>
  return !onLine && !serviceWorker?.controller
}

/** Loads a module when the page is idle, unless it has failed: the retry button would disappear while it is pressed. */
export function useIdleLoad(module: LazyModule<unknown>): void {
  useEffect(() => {
    const load = (): void => {
      if (!module.getSnapshot().hasFailed) module.load()
    }
    // Safari has no idle callbacks.
    if (typeof requestIdleCallback !== 'function') {
      const timer = setTimeout(load, idleDelay)
      return () => {
        clearTimeout(timer)
      }
    }
    const request = requestIdleCallback(load)
    return () => {
      cancelIdleCallback(request)
    }
  }, [module])
}

/** ms after which a page is taken for idle. */
const idleDelay = 500
