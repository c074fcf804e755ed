import { createFrameGate } from './frame-gate.ts'
import type { EventMeta, KitCore, ReadableStore } from './kit-core.ts'
import { createSignal } from './signal.ts'

/** Which payloads are kept. */
export interface LatestEventsOptions {
  /** The newest so many. */
  readonly limit: number
  /** Maps a payload to what is kept; undefined keeps nothing of it. */
  readonly select: (payload: unknown, meta: EventMeta) => unknown
}

/** The latest payloads of one event, newest last; subscribed while somebody listens, told once a frame at most. */
export function createLatestEvents(
  core: KitCore,
  channel: string,
  event: string,
  options: LatestEventsOptions,
): ReadableStore<readonly unknown[]> {
  const changed = createSignal()
  let kept: unknown[] = []
  let snapshot: readonly unknown[] = noEvents
  let stop: (() => void) | null = null
  const gate = createFrameGate(() => {
    // Kept sloppily in between, so that an event costs a push.
    kept = kept.slice(-options.limit)
    snapshot = kept
    kept = [...kept]
    changed.emit()
  })

  function receive(payload: unknown, meta: EventMeta) {
    const { limit, select } = options
    const value = select(payload, meta)
    if (value === undefined) return
    kept.push(value)
    if (kept.length > limit * 2) kept = kept.slice(-limit)
    gate.request()
  }

  return {
    getSnapshot: () => snapshot,
    subscribe(listener) {
      const off = changed.on(listener)
      if (!stop) {
        const deafen = core.hear(channel, event, receive)
        const lease = core.subscribe(channel)
        stop = () => {
          stop = null
          deafen()
          lease.release()
          gate.cancel()
        }
      }
      return () => {
        off()
        if (changed.size === 0) stop?.()
      }
    },
  }
}

/** The snapshot on a server, and before the first event. */
export const noEvents: readonly never[] = []
