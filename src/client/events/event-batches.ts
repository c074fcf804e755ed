import { createFrameThrottle, type FrameThrottle } from '../../primitives/index.ts'
import { withLease } from '../subscriptions/with-lease.ts'
import type { EventMeta, KitCore, Feature } from '../core/kit-core.ts'

/** An event as listeners receive it. */
export interface ReceivedEvent {
  readonly payload: unknown
  readonly meta: EventMeta
}

/** A listener that gets the events of a frame together. */
export interface BatchReader {
  /** Maximum number of events that it reads per frame, counted from the newest. */
  needed: () => number
  /** Called with the events of one frame; a reader added during the frame reads from `start` on. */
  read: (events: readonly ReceivedEvent[], start: number) => void
}

/** Buffers events until the next frame, once for all readers of an event. */
export interface EventBatches extends Feature {
  /** Subscribes to the channel. Returns a function that unsubscribes. */
  subscribe: (channel: string, event: string, reader: BatchReader) => () => void
}

export function createEventBatches(core: KitCore): EventBatches {
  const batches = new Map<string, Batch>()
  return {
    subscribe(channel, event, reader) {
      const key = `${channel} ${event}`
      const batch = batches.get(key) ?? new Batch(core, channel, event)
      batches.set(key, batch)
      const leave = batch.subscribe(reader)
      return () => {
        leave()
        if (batch.isUnused) batches.delete(key)
      }
    },
  }
}

/** Number of buffered events after which surplus ones are removed for the first time. */
const firstTrimAt = 256

class Batch {
  /** Readers, and the index of the first event that each reads. */
  readonly #readers = new Map<BatchReader, number>()
  readonly #core: KitCore
  readonly #channel: string
  readonly #event: string
  readonly #throttle: FrameThrottle
  readonly #end: () => void
  #events: ReceivedEvent[] = []
  #trimAt = firstTrimAt

  constructor(core: KitCore, channel: string, event: string) {
    this.#core = core
    this.#channel = channel
    this.#event = event
    this.#throttle = createFrameThrottle(() => this.#flush())
    const stop = core.on(channel, event, (payload, meta) => {
      this.#events.push({ payload, meta })
      if (this.#events.length > this.#trimAt) this.#trim()
      this.#throttle.request()
    })
    this.#end = withLease(core.subscribe(channel), stop, () => this.#throttle.cancel())
  }

  get isUnused(): boolean {
    return this.#readers.size === 0
  }

  subscribe(reader: BatchReader): () => void {
    // The first reader gets the cached event of a cache channel through the batch's own listener.
    if (this.#readers.size > 0) this.#replayTo(reader)
    this.#readers.set(reader, this.#events.length)
    return () => {
      this.#readers.delete(reader)
      if (this.isUnused) this.#end()
    }
  }

  #replayTo(reader: BatchReader) {
    this.#core.replay(this.#channel, this.#event, (payload, meta) => {
      if (this.#readers.has(reader)) reader.read([{ payload, meta }], 0)
    })
  }

  #flush() {
    const events = this.#events
    this.#events = []
    this.#trimAt = firstTrimAt
    for (const [reader, start] of this.#readers) {
      this.#readers.set(reader, 0)
      reader.read(events, start)
    }
  }

  /** Removes events that no reader needs. */
  #trim() {
    const needed = Math.max(...[...this.#readers.keys()].map((reader) => reader.needed()))
    this.#trimAt = Math.max(firstTrimAt, needed * 2)
    const surplus = Math.max(0, this.#events.length - needed)
    this.#events.splice(0, surplus)
    for (const [reader, start] of this.#readers) this.#readers.set(reader, Math.max(0, start - surplus))
  }
}
