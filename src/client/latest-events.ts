import { createFrameGate } from './frame-gate.ts'
import type { EventMeta, KitCore, ReadableStore } from './kit-core.ts'
import { createStore } from './store.ts'

/** Which payloads are kept. */
interface LatestEventsOptions {
  /** The newest so many. */
  readonly limit: number
  /** Maps a payload to what is kept; undefined keeps nothing of it. */
  readonly select: (payload: unknown, meta: EventMeta) => unknown
}

/** The latest payloads of one event, newest last. */
export interface LatestEvents {
  readonly payloads: readonly unknown[]
}

/** Subscribed while somebody listens, told once a frame at most. */
export function createLatestEvents(
  core: KitCore,
  channel: string,
  event: string,
  options: LatestEventsOptions,
): ReadableStore<LatestEvents> {
  const kept: unknown[] = []
  let cutAt = options.limit * 2
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

  function cut() {
    kept.splice(0, kept.length - options.limit)
    cutAt = options.limit * 2
  }

  function receive(payload: unknown, meta: EventMeta) {
    const value = options.select(payload, meta)
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
