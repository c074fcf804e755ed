import { reportUncaught } from './report-uncaught.ts'

/**
 * A list of listeners, of which none stops another. One that is added during an emission is called from the next
 * one on; one that is removed is called no more, in this one neither.
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
      // Wrapped, so that the same function added twice is two listeners.
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
