/** Interval of checks on a quiet channel, ms: when the last event is lost, no number reveals it. */
const quietInterval = 30_000
/** Interval of checks while polling, ms. */
const pollingInterval = 3000

/** Calls `check` while a channel is quiet, more often while polling, and never while the page is hidden. */
export class TailWatch {
  readonly #check: () => Promise<void>
  #timer: ReturnType<typeof setTimeout> | null = null
  #running = false
  #polling = false
  #checkedAt = performance.now()

  constructor(check: () => Promise<void>) {
    this.#check = check
  }

  start(): void {
    if (this.#running) return
    this.#running = true
    if (typeof document !== 'undefined') document.addEventListener('visibilitychange', this.#onVisible)
    this.restart()
  }

  stop(): void {
    this.#running = false
    if (this.#timer) clearTimeout(this.#timer)
    if (typeof document !== 'undefined') document.removeEventListener('visibilitychange', this.#onVisible)
  }

  /** Restarts the interval after an event. */
  restart(): void {
    this.#checkedAt = performance.now()
    if (this.#timer === null && this.#running) this.#schedule(this.#interval)
  }

  setPolling(polling: boolean): void {
    if (this.#polling === polling) return
    this.#polling = polling
    if (this.#timer) clearTimeout(this.#timer)
    this.#timer = null
    this.restart()
  }

  get #interval(): number {
    return (this.#polling ? pollingInterval : quietInterval) * (0.85 + Math.random() * 0.3)
  }

  #schedule(delay: number): void {
    this.#timer = setTimeout(() => {
      this.#timer = null
      if (this.#running) this.#due()
    }, delay)
  }

  #due(): void {
    const remaining = this.#checkedAt + this.#interval - performance.now()
    if (remaining > 1000) this.#schedule(remaining)
    else if (typeof document !== 'undefined' && document.hidden) this.#schedule(quietInterval)
    else void this.#run()
  }

  async #run(): Promise<void> {
    await this.#check()
    this.restart()
  }

  #onVisible = (): void => {
    if (!document.hidden && performance.now() - this.#checkedAt > quietInterval) void this.#run()
  }
}
