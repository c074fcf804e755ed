import { createFrameGate } from './frame-gate.ts'
import type { EventMeta, KitCore, ReadableStore } from './kit-core.ts'
import { createStore } from './store.ts'

const defaultLimit = 100

/** Which payloads are kept. */
interface LatestEventsOptions {
  /** The newest so many. @defaultValue 100 */
  readonly limit?: number
  /** Maps a payload to what is kept; undefined keeps nothing of it. */
  readonly select?: (payload: unknown, meta: EventMeta) => unknown
}

/** The latest payloads of one event, newest last. */
export interface LatestEvents {
  readonly payloads: readonly unknown[]
}

/**
 * Subscribed while somebody listens, told once a frame at most.
 *
 * @param options - a ref: whatever is there when an event comes counts
 */
export function createLatestEvents(
  core: KitCore,
  channel: string,
  event: string,
  options: { readonly current: LatestEventsOptions },
): ReadableStore<LatestEvents> {
  const kept: unknown[] = []
  let cutAt = limit() * 2
  const store = createStore<LatestEvents>(noEvents, () => {
    const deafen = core.hear(channel, event, receive)
    const lease = core.subscribe(channel)
    return () => {
      deafen()
      lease.release()
      gate.cancel()
    }
  })
  const gate = createFrameGate(() => {
    cut()
    store.set({ payloads: [...kept] })
  })

  function limit() {
    return options.current.limit ?? defaultLimit
  }

  function cut() {
    kept.splice(0, kept.length - limit())
    cutAt = limit() * 2
  }

  function receive(payload: unknown, meta: EventMeta) {
    const { select } = options.current
    const value = select ? select(payload, meta) : payload
    if (value === undefined) return
    kept.push(value)
    // Now and then only, so that an event costs a push.
    if (kept.length > cutAt) cut()
    gate.request()
  }

  return store
}

/** The snapshot on a server, and before the first event. */
export const noEvents: LatestEvents = { payloads: [] }
