import type { LogGap } from '../event-log-types.ts'
import { repairGap, type RepairSource } from './gap-repair.ts'

/** Pauses before a gap is fetched again, ms; they double. */
const firstRetry = 1000
const maxRetryDelay = 30_000

export interface RetriedHistory {
  readonly signal: AbortSignal
  /** True when missing events can be requested. */
  canAsk: () => boolean
  /** Fetches missing events at the live end. @returns false when the history failed */
  healTail: (silent: boolean) => Promise<boolean>
  /** Runs a fetch and updates status and error. @returns false when the history failed */
  attempt: (fetch: () => Promise<unknown>, silent: boolean) => Promise<boolean>
}

/** Fetches gaps again: on request, and automatically those of failed requests. */
export class GapRetries {
  readonly #source: RepairSource
  readonly #history: RetriedHistory
  /** Settles when no gap is being fetched. Concurrent requests for one gap would insert its lines twice. */
  #running: Promise<unknown> = Promise.resolve()
  #timer: ReturnType<typeof setTimeout> | null = null
  #delay = 0

  constructor(source: RepairSource, history: RetriedHistory) {
    this.#source = source
    this.#history = history
  }

  /** @returns false when the history failed */
  async retry({ before, canRetry }: LogGap, silent = false): Promise<boolean> {
    if (!canRetry) return true
    if (before === null) return this.#history.healTail(silent)
    const repair = this.#running.then(() => this.#repair(before, silent))
    this.#running = repair
    return repair
  }

  /** Schedules a retry of failed gaps: immediately when the history responds, else after a pause. */
  retryLater(answers: boolean): void {
    if (this.#timer || !this.#source.logs.gaps.some((gap) => gap.failed)) return
    this.#delay = answers ? 0 : Math.min(maxRetryDelay, Math.max(firstRetry, this.#delay * 2))
    this.#timer = setTimeout(() => {
      this.#timer = null
      void this.#retryFailed()
    }, this.#delay)
  }

  stop(): void {
    if (this.#timer) clearTimeout(this.#timer)
  }

  /** Automatic, so status and error do not change until it succeeds. */
  async #retryFailed(): Promise<void> {
    for (const gap of this.#source.logs.gaps) {
      if (gap.failed && this.#history.canAsk() && !(await this.retry(gap, true))) break
    }
    this.retryLater(false)
  }

  async #repair(before: number, silent: boolean): Promise<boolean> {
    // Another fetch may have filled the gap, or a part of it, in the meantime.
    const gap = this.#source.logs.gaps.find((each) => each.canRetry && each.before === before)
    if (!gap || gap.after === null) return true
    const whole = { ...gap, after: gap.after, before }
    return this.#history.attempt(() => repairGap(this.#source, whole, this.#history.signal), silent)
  }
}
