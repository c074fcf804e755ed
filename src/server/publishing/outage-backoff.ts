/** Delays after consecutive failures, ms; the last one repeats. */
const pauses = [250, 1000, 4000, 5000]
const longestPause = 30_000

/**
 * Decides when an outbox may call a backend. After consecutive failures it pauses; then one call at a time probes
 * whether a backend works again.
 */
export class OutageBackoff {
  isPaused = false
  isClosing = false
  /** Number of failed calls since the last successful one. */
  #failures = 0
  readonly #wake = new Set<() => void>()

  /** True when the last call failed. */
  get isOutage(): boolean {
    return this.#failures > 0
  }

  /** @returns true when that ends a reported outage */
  succeeded(): boolean {
    const wasLong = this.#failures >= pauses.length
    this.#failures = 0
    return wasLong
  }

  /** @returns true when the outage has lasted long enough to be reported */
  failed(): boolean {
    this.#failures++
    return this.#failures === pauses.length
  }

  /** @param onEnd - called when calls are allowed again */
  async pause(onEnd: () => void): Promise<void> {
    if (this.isPaused) return
    this.isPaused = true
    await this.wait(pauses[Math.min(this.#failures, pauses.length) - 1] ?? 0)
    this.isPaused = false
    onEnd()
  }

  /** Pause of a channel that fails while others do not, or whose events cannot be read, ms. */
  pauseOf(failures: number): number {
    return Math.min(longestPause, 250 * 2 ** failures)
  }

  /** Resolves after a time in ms, or when the outbox closes. */
  wait(ms: number): Promise<void> {
    if (this.isClosing) return Promise.resolve()
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer)
        this.#wake.delete(done)
        resolve()
      }
      const timer = setTimeout(done, ms)
      this.#wake.add(done)
      // A long outage must not keep a process alive.
      if (this.#failures > pauses.length) (timer as { unref?: () => void }).unref?.()
    })
  }

  /** Ends all waits. */
  close(): void {
    this.isClosing = true
    for (const wake of this.#wake) wake()
  }
}
