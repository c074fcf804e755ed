import { throwLater } from './throw-later.ts'

/** A list of listeners, of which none stops another. Those added or removed during an emission count from the next one on. */
export interface Signal<Args extends unknown[]> {
  on: (listener: (...args: Args) => void) => () => void
  emit: (...args: Args) => void
  readonly size: number
}

export function createSignal<Args extends unknown[] = []>(): Signal<Args> {
  let listeners: readonly ((...args: Args) => void)[] = []
  return {
    on(listener) {
      // Wrapped, so that the same function added twice is two listeners.
      const own = (...args: Args) => listener(...args)
      listeners = [...listeners, own]
      return () => {
        listeners = listeners.filter((other) => other !== own)
      }
    },
    emit(...args) {
      for (const listener of listeners) {
        try {
          listener(...args)
        } catch (error) {
          throwLater(error)
        }
      }
    },
    get size() {
      return listeners.length
    },
  }
}
