import { reportUncaught } from './report-uncaught.ts'

/**
 * A list of listeners; an exception in one does not affect the others. A listener added during an emission is called
 * from the next one on; a removed one is not called any more, not even in the current emission.
 */
export interface Signal<Args extends unknown[]> {
  on: (listener: (...args: Args) => void) => () => void
  emit: (...args: Args) => void
  /** Removes all listeners. */
  clear: () => void
  readonly size: number
}

interface Registration<Args extends unknown[]> {
  readonly listener: (...args: Args) => void
  isActive: boolean
}

export function createSignal<Args extends unknown[] = []>(): Signal<Args> {
  let listeners: readonly Registration<Args>[] = []
  return {
    on(listener) {
      // Wrapped, so that adding the same function twice gives two listeners.
      const own: Registration<Args> = { listener, isActive: true }
      listeners = [...listeners, own]
      return () => {
        own.isActive = false
        listeners = listeners.filter((other) => other !== own)
      }
    },
    emit(...args) {
      for (const { listener, isActive } of listeners) {
        if (!isActive) continue
        try {
          listener(...args)
        } catch (error) {
          reportUncaught(error)
        }
      }
    },
    clear() {
      for (const own of listeners) own.isActive = false
      listeners = []
    },
    get size() {
      return listeners.length
    },
  }
}
