import { frozenPlatform } from './frozen-platform.ts'
import type { SharedBackends } from './broadcaster/shared-backends.ts'
import type { ServerLog } from './log.ts'
import { leaseLifetime } from './store/cursor-store.ts'
import type { SharedCounters } from './usage/shared-counters.ts'

/** The lifetime of the server's process. */
export type Lifetime =
  /** Outlives requests: work continues after a response. */
  | 'process'
  /** One request: the platform may freeze or end the process after its response. */
  | 'request'

/** Keeps a process running until a promise settles. */
export type WaitUntil = (work: Promise<unknown>) => void

/** Maximum time that a response waits for the work of its request, ms. */
const mostBeforeAnswer = 8000
/** Maximum time for work after a response, ms. Platforms end a request after 10 s or more. */
const mostAfterAnswer = 9000
/** Share of that time for the states of the backends, ms, so that a slow store does not delay a response longer. */
const mostForStates = 250
/** Share of that time for the counts of the request, ms. */
const mostForCounters = 1000

export interface BackgroundWorkOptions {
  /** Unfinished work of an earlier request is done by a later one. */
  parts: readonly StoredWork[]
  lifetime: Lifetime | undefined
  log: ServerLog
  /** Shared counters. @defaultValue none: counts stay in memory */
  counters?: SharedCounters | undefined
  /** Shared states of the backends. @defaultValue none: they stay in memory */
  sharing?: SharedBackends | undefined
}

/** Work that is kept in a store, so that any server can continue it. */
export interface StoredWork {
  /** Continues the work of servers that have ended. Only the first call has an effect. */
  start: () => void
  /** Resolves when this server has no pending work, or after a timeout in ms. */
  settled: (ms: number) => Promise<void>
  /**
   * Does stored work that no server is doing, within a timeout in ms.
   *
   * @returns number of items found
   * @throws StoreError when the store cannot be reached
   */
  catchUp: (ms: number) => Promise<number>
  /** Stops the work of this server. Never rejects. */
  close: () => Promise<void>
}

/** Work that responses do not wait for: webhook handlers, broadcasts, and writes of shared data. */
export class BackgroundWork {
  readonly #parts: readonly StoredWork[]
  readonly #lifetime: Lifetime | undefined
  readonly #log: ServerLog
  readonly #counters: SharedCounters | undefined
  readonly #sharing: SharedBackends | undefined
  #caughtUpAt = Number.NEGATIVE_INFINITY
  #isChecked = false

  constructor({ parts, lifetime, log, counters, sharing }: BackgroundWorkOptions) {
    this.#parts = parts
    this.#lifetime = lifetime
    this.#log = log
    this.#counters = counters
    this.#sharing = sharing
  }

  /** In a process that lives for one request, the requests do the work. */
  start(): void {
    if (this.#lifetime === 'request') return
    for (const part of this.#parts) part.start()
    this.#sharing?.start()
  }

  /**
   * Does the stored work, within a timeout in ms.
   *
   * @returns number of items found
   * @throws StoreError when the store cannot be reached
   */
  async catchUp(ms: number): Promise<number> {
    const end = performance.now() + ms
    let found = 0
    for (const part of this.#parts) found += await part.catchUp(Math.max(0, end - performance.now()))
    return found
  }

  /** Stops the work. Never rejects. */
  async close(): Promise<void> {
    for (const part of this.#parts) await part.close()
    await this.#counters?.close()
    await this.#sharing?.close()
  }

  /** Called before a response is sent: passes the work to the platform's `waitUntil`, or waits for it. */
  async finish(waitUntil: WaitUntil | undefined): Promise<void> {
    if (typeof waitUntil === 'function') return this.#handOver(waitUntil)
    if (this.#lifetime === 'request') return this.#all(mostBeforeAnswer)
    this.start()
    this.#warnOnce()
  }

  #handOver(waitUntil: WaitUntil): void {
    const work = this.#all(mostAfterAnswer)
    try {
      waitUntil(work)
    } catch (error) {
      this.#log('error', 'waitUntil failed', { reason: error instanceof Error ? error.message : 'unknown' })
    }
  }

  async #all(ms: number): Promise<void> {
    const end = performance.now() + ms
    await this.#doStored(end)
    await this.#counters?.settled(Math.min(mostForCounters, end - performance.now()))
    const left = Math.min(mostForStates, end - performance.now())
    if (left > 0) await this.#sharing?.written(left)
  }

  async #doStored(end: number): Promise<void> {
    try {
      for (const part of this.#parts) await part.settled(Math.max(0, end - performance.now()))
      // Work of a process that has ended or was frozen.
      if (performance.now() - this.#caughtUpAt < leaseLifetime) return
      this.#caughtUpAt = performance.now()
      await this.catchUp(Math.max(0, end - performance.now()))
    } catch (error) {
      this.#log('error', 'stored work could not be caught up', {
        reason: error instanceof Error ? error.message : 'unknown',
      })
    }
  }

  #warnOnce(): void {
    if (this.#isChecked || this.#lifetime !== undefined) return
    this.#isChecked = true
    const platform = frozenPlatform()
    if (platform === undefined) return
    this.#log(
      'warn',
      `Expected \`waitUntil\` of ${platform}'s platform but got none: a process that is frozen after its response broadcasts nothing. Pass server.fetch(request, { waitUntil }), or set \`lifetime: 'request'\`.`,
    )
  }
}
