import { frozenPlatform } from './frozen-platform.ts'
import type { SharedBackends } from './broadcaster/shared-backends.ts'
import type { ServerLog } from './log.ts'
import { leaseLifetime } from './store/cursor-store.ts'
import type { SharedCounters } from './usage/shared-counters.ts'

/** How long the process of a server lives. */
export type Lifetime =
  /** Longer than a request: work goes on after an answer. */
  | 'process'
  /** A request: the platform may freeze or end the process after its answer. */
  | 'request'

/** Keeps a process running until a promise is settled. */
export type WaitUntil = (work: Promise<unknown>) => void

/** ms that an answer waits for the work of its request. */
const mostBeforeAnswer = 8000
/** ms of work after an answer. Platforms end a request after 10 s and more. */
const mostAfterAnswer = 9000
/** ms of that for the states of the backends: no answer waits longer for a store that is slow. */
const mostForStates = 250
/** ms of that for the counts of the request. */
const mostForCounters = 1000

export interface BackgroundWorkOptions {
  /** What one of them leaves to a later one is done by that, too. */
  parts: readonly StoredWork[]
  lifetime: Lifetime | undefined
  log: ServerLog
  /** Shared counters. @defaultValue none: counts stay in memory */
  counters?: SharedCounters | undefined
  /** Shared states of the backends. @defaultValue none: they stay in memory */
  sharing?: SharedBackends | undefined
}

/** Work that a store keeps, so that any server can go on with it. */
export interface StoredWork {
  /** Goes on with what servers left that have ended. Calls after the first do nothing. */
  start: () => void
  /** Resolves when nothing of this server waits, or after a time in ms. */
  settled: (ms: number) => Promise<void>
  /**
   * Does what waits in the store and no server does, within a time in ms.
   *
   * @returns count of what was found
   * @throws StoreError when the store cannot be reached
   */
  catchUp: (ms: number) => Promise<number>
  /** Ends the work of this server. Never rejects. */
  close: () => Promise<void>
}

/** Work of requests that their answers do not need: the handlers of webhooks, broadcasts, and the writes of what is shared. */
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

  /** Where a process lives for one request, its requests do the work. */
  start(): void {
    if (this.#lifetime === 'request') return
    for (const part of this.#parts) part.start()
    this.#sharing?.start()
  }

  /**
   * Does what waits in the store, within a time in ms.
   *
   * @returns count of what was found
   * @throws StoreError when the store cannot be reached
   */
  async catchUp(ms: number): Promise<number> {
    const end = performance.now() + ms
    let found = 0
    for (const part of this.#parts) found += await part.catchUp(Math.max(0, end - performance.now()))
    return found
  }

  /** Ends the work. Never rejects. */
  async close(): Promise<void> {
    for (const part of this.#parts) await part.close()
    await this.#counters?.close()
    await this.#sharing?.close()
  }

  /** Called before the answer of a request: hands the work to the platform, or waits for it. */
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
      // What a process left that has ended or was frozen.
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
      `Expected \`waitUntil\` of ${platform}'s platform but got none: a process that is frozen after its answer broadcasts nothing. Pass server.fetch(request, { waitUntil }), or set \`lifetime: 'request'\`.`,
    )
  }
}
