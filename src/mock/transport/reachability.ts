import type { PusherStatics } from './pusher-types.ts'

interface Listener {
  fn: () => void
}

/** The part of pusher-js's event registry that holds the listeners for the browser's network events. */
interface Registry {
  callbacks: { _callbacks: Record<string, Listener[] | undefined> }
  unbind(event: string, callback: () => void): void
}

type NetworkEvent = 'online' | 'offline'

const networkEvents: readonly NetworkEvent[] = ['online', 'offline']

/**
 * The listeners of one pusher-js instance for the browser's network events. pusher-js registers all instances with one
 * object and never removes them; this finds the listeners of one instance, to emit to it alone and to remove them.
 */
export class Reachability {
  readonly #registry: Registry
  readonly #listeners: Record<NetworkEvent, Listener[]>

  private constructor(registry: Registry, listeners: Record<NetworkEvent, Listener[]>) {
    this.#registry = registry
    this.#listeners = listeners
  }

  /** Runs `build` and records the listeners that it added. */
  static watch<T>({ Runtime }: PusherStatics, build: () => T): [T, Reachability] {
    const registry = (Runtime as { getNetwork(): Registry }).getNetwork()
    const before = new Set(networkEvents.flatMap((event) => listenersOf(registry, event)))
    const built = build()
    const added = (event: NetworkEvent): Listener[] =>
      listenersOf(registry, event).filter((listener) => !before.has(listener))
    return [built, new Reachability(registry, { online: added('online'), offline: added('offline') })]
  }

  emit(event: NetworkEvent): void {
    for (const { fn } of this.#listeners[event]) fn()
  }

  release(): void {
    for (const event of networkEvents) {
      for (const { fn } of this.#listeners[event]) this.#registry.unbind(event, fn)
    }
  }
}

function listenersOf(registry: Registry, event: NetworkEvent): readonly Listener[] {
  const { _callbacks: listeners } = registry.callbacks
  return listeners[`_${event}`] ?? []
}
