import { createSignal, nextFrame } from '../../../primitives/index.ts'

/** Above this rate, entries/s (about two screens), changes are published at `busyInterval`, not every frame. */
const maxFrameRate = 120
/** Interval above that rate, ms. */
const busyInterval = 100

/** Notifies listeners of changes once per frame at a low rate, and every 100 ms at a high one. */
export class RenderThrottle {
  readonly #painted = createSignal()
  readonly #rate: () => number
  #paintedAt = -busyInterval
  #cancel: (() => void) | null = null
  #isStopped = false

  constructor(rate: () => number) {
    this.#rate = rate
  }

  subscribe(listener: () => void): () => void {
    const off = this.#painted.on(listener)
    return () => {
      off()
      if (this.#painted.size === 0) this.#cancelPaint()
    }
  }

  request = (): void => {
    if (this.#cancel || this.#isStopped || this.#painted.size === 0) return
    this.#cancel = this.#rate() > maxFrameRate ? this.#afterInterval() : nextFrame(this.#paint)
  }

  /** Cancels a pending notification, and all later ones. */
  stop(): void {
    this.#isStopped = true
    this.#cancelPaint()
  }

  #afterInterval(): () => void {
    const wait = Math.max(0, this.#paintedAt + busyInterval - performance.now())
    const timer = setTimeout(this.#paint, wait)
    return () => {
      clearTimeout(timer)
    }
  }

  #cancelPaint(): void {
    this.#cancel?.()
    this.#cancel = null
  }

  #paint = (): void => {
    this.#cancel = null
    this.#paintedAt = performance.now()
    this.#painted.emit()
  }
}
