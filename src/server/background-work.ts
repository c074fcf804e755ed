import type { SharedBackends } from './broadcaster/shared-backends.ts'
import type { ServerLog } from './log.ts'
import type { StoredBroadcasts } from './publishing/stored-broadcasts.ts'
import { leaseLifetime } from './store/event-store.ts'
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

/** Environment variables of platforms that freeze a process after its answer. */
const frozenBy = ['VERCEL', 'AWS_LAMBDA_FUNCTION_NAME', 'NETLIFY', 'FUNCTION_TARGET']

export interface BackgroundWorkOptions {
  broadcasts: StoredBroadcasts
  lifetime: Lifetime | undefined
  log: ServerLog
  /** Shared counters. @defaultValue none: counts stay in memory */
  counters?: SharedCounters | undefined
  /** Shared states of the backends. @defaultValue none: they stay in memory */
  sharing?: SharedBackends | undefined
}

/** Work of requests that their answers do not need: broadcasts, the handlers of webhooks, and the writes of counters. */
export class BackgroundWork {
  readonly #broadcasts: StoredBroadcasts
  readonly #lifetime: Lifetime | undefined
  readonly #log: ServerLog
  readonly #counters: SharedCounters | undefined
  readonly #sharing: SharedBackends | undefined
  readonly #running = new Set<Promise<void>>()
  #caughtUpAt = Number.NEGATIVE_INFINITY
  #isChecked = false

  constructor({ broadcasts, lifetime, log, counters, sharing }: BackgroundWorkOptions) {
    this.#broadcasts = broadcasts
    this.#lifetime = lifetime
    this.#log = log
    this.#counters = counters
    this.#sharing = sharing
  }

  /** @param work - never rejects */
  add(work: Promise<void>): void {
    this.#running.add(work)
    void work.finally(() => this.#running.delete(work))
  }

  /** Called before the answer of a request: hands the work to the platform, or waits for it. */
  async finish(waitUntil: WaitUntil | undefined): Promise<void> {
    if (typeof waitUntil === 'function') return this.#handOver(waitUntil)
    if (this.#lifetime === 'request') return this.#all(mostBeforeAnswer)
    this.#broadcasts.start()
    this.#sharing?.start()
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
    const late = new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms)
      ;(timer as { unref?: () => void }).unref?.()
    })
    await Promise.race([Promise.all(this.#running), late])
    await this.#broadcast(end)
    await this.#counters?.settled(Math.min(mostForCounters, end - performance.now()))
  }

  async #broadcast(end: number): Promise<void> {
    try {
      await this.#broadcasts.settled(Math.max(0, end - performance.now()))
      // What a process left that has ended or was frozen.
      if (performance.now() - this.#caughtUpAt < leaseLifetime) return
      this.#caughtUpAt = performance.now()
      await this.#broadcasts.catchUp(Math.max(0, end - performance.now()))
    } catch (error) {
      this.#log('error', 'broadcasts could not be caught up', {
        reason: error instanceof Error ? error.message : 'unknown',
      })
    } finally {
      const left = Math.min(mostForStates, end - performance.now())
      if (left > 0) await this.#sharing?.written(left)
    }
  }

  #warnOnce(): void {
    if (this.#isChecked || this.#lifetime !== undefined) return
    this.#isChecked = true
    const platform = frozenBy.find((name) => environment()[name] !== undefined)
    if (platform === undefined) return
    this.#log(
      'warn',
      `Expected \`waitUntil\` of ${platform}'s platform but got none: a process that is frozen after its answer broadcasts nothing. Pass server.fetch(request, { waitUntil }), or set \`lifetime: 'request'\`.`,
    )
  }
}

function environment(): Record<string, string | undefined> {
  const { process } = globalThis as { process?: { env?: Record<string, string | undefined> } }
  return process?.env ?? {}
}
