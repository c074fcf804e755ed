import type { Viewer } from './viewer.ts'

/** Minimum time between two deliveries, ms. */
const tick = 10

/** Adds lines to a viewer at a steady rate. */
export class Feed {
  readonly #viewer: Viewer
  /** Lines added so far. */
  sent = 0

  constructor(viewer: Viewer) {
    this.#viewer = viewer
  }

  #add(count: number): void {
    for (let each = 0; each < count; each += 1) {
      this.sent += 1
      this.#viewer.add(`line ${this.sent} of a log that is written quickly, with some more text`)
    }
  }

  /**
   * @param rate - lines/s
   * @param seconds - duration
   * @param onSent - called after each delivery
   */
  run(rate: number, seconds: number, onSent?: () => void): Promise<void> {
    const started = performance.now()
    const before = this.sent
    return new Promise((resolve) => {
      const timer = setInterval(
        () => {
          const passed = performance.now() - started
          const due = Math.floor((Math.min(passed, seconds * 1000) / 1000) * rate) - (this.sent - before)
          this.#add(due)
          if (due > 0) onSent?.()
          if (passed < seconds * 1000) return
          clearInterval(timer)
          resolve()
        },
        Math.max(tick, 500 / rate),
      )
    })
  }
}
