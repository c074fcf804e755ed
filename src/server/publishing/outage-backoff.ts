/** ms before the next call after failures in a row; the last one stays. */
const pauses = [250, 1000, 4000, 5000]
const longestPause = 30_000

/**
 * When an outbox may call a backend: after failures in a row it pauses, and then one call at a time probes whether a
 * backend works again.
 */
export class OutageBackoff {
  isPaused = false
  isClosing = false
  /** Calls that failed since the last successful one. */
  #failures = 0
  readonly #wake = new Set<() => void>()

  /** The last call failed. */
  get isOutage(): boolean {
    return this.#failures > 0
  }

  /** @returns true when that ends an outage that was reported */
  succeeded(): boolean {
    const wasLong = this.#failures >= pauses.length
    this.#failures = 0
    return wasLong
  }

  /** @returns true when the outage is now long enough to be reported */
  failed(): boolean {
    this.#failures++
    return this.#failures === pauses.length
  }

  /** @param onEnd - called when calls may be made again */
  async pause(onEnd: () => void): Promise<void> {
    if (this.isPaused) return
    this.isPaused = true
    await this.wait(pauses[Math.min(this.#failures, pauses.length) - 1] ?? 0)
    this.isPaused = false
    onEnd()
  }

  /** ms of the pause of a channel that fails while others do not, or whose events cannot be read. */
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
