import { pause } from '../../lib/pause.ts'

/** Minimum interval of early ends, ms: an app may ask again at every error. */
const endInterval = 1000

/** The pauses of a log before requests to its history. All of them end early when a reader asks again. */
export class RetryPauses {
  #endedAt = -Infinity
  readonly #running = new Set<() => void>()

  /** Resolves after `duration` ms, when the signal is aborted, or when the pauses are ended. */
  async wait(duration: number, signal: AbortSignal): Promise<void> {
    const ended = new AbortController()
    const end = () => ended.abort()
    this.#running.add(end)
    signal.addEventListener('abort', end)
    await pause(duration, ended.signal)
    signal.removeEventListener('abort', end)
    this.#running.delete(end)
  }

  /** Ends all pauses, at most once a second. */
  end(): void {
    const now = performance.now()
    if (now - this.#endedAt < endInterval) return
    this.#endedAt = now
    for (const end of this.#running) end()
  }
}
