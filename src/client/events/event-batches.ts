import { createFrameThrottle, type FrameThrottle } from '../../primitives/index.ts'
import { withLease } from '../subscriptions/with-lease.ts'
import type { EventMeta, KitCore, Feature } from '../core/kit-core.ts'

/** An event as its listeners get it. */
export interface ReceivedEvent {
  readonly payload: unknown
  readonly meta: EventMeta
}

/** Who reads an event once a frame. */
export interface BatchReader {
  /** How many events of a frame it looks at: the newest. */
  needed: () => number
  /** The events of one frame; one that came in the middle of it reads them from `start` on. */
  read: (events: readonly ReceivedEvent[], start: number) => void
}

/** Events gathered for a frame: one costs a push, however many read it. */
export interface EventBatches extends Feature {
  /** Subscribes to the channel until the answer is called. */
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
        if (batch.isUnread) batches.delete(key)
      }
    },
  }
}

/** So many events are gathered before it is looked whether all of them are needed. */
const firstCut = 256

class Batch {
  /** Readers, and from which of the events on they read. */
  readonly #readers = new Map<BatchReader, number>()
  readonly #core: KitCore
  readonly #channel: string
  readonly #event: string
  readonly #throttle: FrameThrottle
  readonly #end: () => void
  #events: ReceivedEvent[] = []
  #cutAt = firstCut

  constructor(core: KitCore, channel: string, event: string) {
    this.#core = core
    this.#channel = channel
    this.#event = event
    this.#throttle = createFrameThrottle(() => this.#flush())
    const stop = core.on(channel, event, (payload, meta) => {
      this.#events.push({ payload, meta })
      if (this.#events.length > this.#cutAt) this.#cut()
      this.#throttle.request()
    })
    this.#end = withLease(core.subscribe(channel), stop, () => this.#throttle.cancel())
  }

  get isUnread(): boolean {
    return this.#readers.size === 0
  }

  subscribe(reader: BatchReader): () => void {
    // The first reader gets what a cache channel keeps through the listener of the batch.
    if (this.#readers.size > 0) this.#replayTo(reader)
    this.#readers.set(reader, this.#events.length)
    return () => {
      this.#readers.delete(reader)
      if (this.isUnread) this.#end()
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
    this.#cutAt = firstCut
    for (const [reader, start] of this.#readers) {
      this.#readers.set(reader, 0)
      reader.read(events, start)
    }
  }

  /** What no reader looks at any more need not outlive the event. */
  #cut() {
    const needed = Math.max(...[...this.#readers.keys()].map((reader) => reader.needed()))
    this.#cutAt = Math.max(firstCut, needed * 2)
    const surplus = Math.max(0, this.#events.length - needed)
    this.#events.splice(0, surplus)
    for (const [reader, start] of this.#readers) this.#readers.set(reader, Math.max(0, start - surplus))
  }
}
