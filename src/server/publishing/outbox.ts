import { BroadcastError } from '../broadcaster/broadcaster.ts'
import type { Message } from '../broadcaster/broadcaster.ts'
import type { ServerLog } from '../log.ts'
import { pack, single } from './batch-packing.ts'
import type { NumberedEvent } from './batch-packing.ts'

/** How a channel's events share messages. */
export interface BatchRule {
  /** ms between two messages of a channel. */
  windowMs: number
  /** Bytes of one message's payload. */
  maxBytes: number
}

export interface OutboxOptions {
  send: (messages: readonly Message[]) => Promise<unknown>
  log: ServerLog
  /** Called with how many messages were given up: their events are stored, but not broadcast. */
  onGivenUp: (messages: number) => void
  /** Called with how many messages packing spared. */
  onSaved: (messages: number) => void
}

/** ms before the retries of a message; after the last one it is given up, and readers heal from the store. */
const retryDelays = [250, 1000, 4000]
/** Events that wait in one channel; older ones are given up first. */
const longestQueue = 20_000
/** Messages of one call to the backend. */
const messagesPerCall = 10

interface Lane {
  queue: NumberedEvent[]
  batch: BatchRule | undefined
  running: Promise<void> | undefined
}

/** Broadcasts what is stored: each channel serially and in order, the channels side by side. */
export class Outbox {
  readonly #options: OutboxOptions
  readonly #lanes = new Map<string, Lane>()
  readonly #closing = new AbortController()

  constructor(options: OutboxOptions) {
    this.#options = options
  }

  add(channel: string, events: readonly NumberedEvent[], batch: BatchRule | undefined): void {
    const lane = this.#lanes.get(channel) ?? { queue: [], batch, running: undefined }
    this.#lanes.set(channel, lane)
    lane.batch = batch
    for (const event of events) lane.queue.push(event)
    const surplus = lane.queue.length - longestQueue
    if (surplus > 0) {
      lane.queue.splice(0, surplus)
      this.#options.onGivenUp(surplus)
    }
    lane.running ??= this.#run(channel, lane)
  }

  /** Sends what waits, without windows and retries. */
  async close(): Promise<void> {
    this.#closing.abort()
    await Promise.all([...this.#lanes.values()].map(async (lane) => lane.running))
  }

  async #run(channel: string, lane: Lane): Promise<void> {
    while (lane.queue.length > 0) {
      const events = lane.queue.splice(0)
      const messages = lane.batch ? pack(events, lane.batch.maxBytes) : events.map(single)
      if (messages.length < events.length) this.#options.onSaved(events.length - messages.length)
      for (let i = 0; i < messages.length; i += messagesPerCall) {
        await this.#sendWithRetries(channel, messages.slice(i, i + messagesPerCall))
      }
      if (lane.batch) await this.#pause(lane.batch.windowMs)
    }
    lane.running = undefined
    this.#lanes.delete(channel)
  }

  async #sendWithRetries(channel: string, messages: readonly Message[]): Promise<void> {
    for (let attempt = 0; ; attempt++) {
      try {
        await this.#options.send(messages)
        return
      } catch (error) {
        const delay = retryDelays[attempt]
        const hopeless = error instanceof BroadcastError && error.failure === 'rejected'
        if (hopeless || delay === undefined || this.#closing.signal.aborted) {
          this.#options.log('warn', 'broadcast given up', { channel, messages: messages.length })
          this.#options.onGivenUp(messages.length)
          return
        }
        await this.#pause(delay)
      }
    }
  }

  #pause(delay: number): Promise<void> {
    const { signal } = this.#closing
    if (signal.aborted) return Promise.resolve()
    return new Promise((resolve) => {
      const timer = setTimeout(done, delay)
      signal.addEventListener('abort', done)
      function done() {
        clearTimeout(timer)
        signal.removeEventListener('abort', done)
        resolve()
      }
    })
  }
}
