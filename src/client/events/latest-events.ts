import { HandlerError } from '../errors.ts'
import { createEventBatches, type ReceivedEvent } from './event-batches.ts'
import type { EventMeta, KitCore } from '../core/kit-core.ts'
import type { ReadableStore } from '../lib/readable-store.ts'
import { createStore } from '../lib/store.ts'

const defaultLimit = 100

/** Options for the kept payloads. */
interface LatestEventsOptions {
  /** Maximum number of payloads; the newest are kept. @defaultValue 100 */
  readonly limit?: number
  /** Maps a payload to the kept value; undefined drops it. */
  readonly select?: (payload: unknown, meta: EventMeta) => unknown
}

/** The latest payloads of one event, newest last. */
export interface LatestEvents {
  readonly payloads: readonly unknown[]
}

/**
 * Subscribed while it has listeners, which are called at most once per frame.
 *
 * @param options - a ref, read at the end of a frame
 */
export function createLatestEvents(
  core: KitCore,
  channel: string,
  event: string,
  options: { readonly current: LatestEventsOptions },
): ReadableStore<LatestEvents> {
  const store = createStore<LatestEvents>(noEvents, () =>
    core.feature(createEventBatches).subscribe(channel, event, { needed, read }),
  )

  const limit = () => options.current.limit ?? defaultLimit

  /** Without `select`, only the newest events are needed. */
  const needed = () => (options.current.select ? Infinity : limit())

  function read(events: readonly ReceivedEvent[], start: number) {
    const { select } = options.current
    const found = events.slice(Math.max(start, events.length - needed()))
    const added = found.map(select ? selected(select) : payloadOf).filter((value) => value !== undefined)
    if (added.length === 0) return
    const payloads = [...store.getSnapshot().payloads, ...added]
    store.set({ payloads: payloads.slice(Math.max(0, payloads.length - limit())) })
  }

  const selected = (select: NonNullable<LatestEventsOptions['select']>) => (received: ReceivedEvent) => {
    try {
      return select(received.payload, received.meta)
    } catch (cause) {
      core.reportError(new HandlerError(channel, event, cause))
      return undefined
    }
  }

  return store
}

const payloadOf = ({ payload }: ReceivedEvent) => payload

/** The snapshot on a server, and before the first event. */
export const noEvents: LatestEvents = { payloads: [] }
