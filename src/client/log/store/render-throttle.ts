import { createSignal, nextFrame } from '../../../primitives/index.ts'

/** Above this rate, entries/s, lines are not read one by one. */
const calmRate = 40
/** ms after a notification until the next frame may have one: of 60 frames a second every second one. */
const calmPause = 21
/** The same above that rate: ten notifications a second. */
const rushPause = 90
/** Above this rate, entries/s, thousands of lines pass with each notification. */
const floodRate = 5000
/** The same above that rate: five notifications a second. */
const floodPause = 190

/**
 * Notifies listeners of changes in the next frame, but at most in every second one, and ten or five times a second at a
 * high rate: what is drawn more often costs more and cannot be read.
 */
export class RenderThrottle {
  readonly #painted = createSignal()
  readonly #rate: () => number
  #paintedAt = -floodPause
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
    const rate = this.#rate()
    const pause = rate > floodRate ? floodPause : rate > calmRate ? rushPause : calmPause
    const wait = this.#paintedAt + pause - performance.now()
    if (wait <= 0) this.#awaitFrame()
    else {
      const timer = setTimeout(this.#awaitFrame, wait)
      this.#cancel = () => {
        clearTimeout(timer)
      }
    }
  }

  /** Cancels a pending notification, and all later ones. */
  stop(): void {
    this.#isStopped = true
    this.#cancelPaint()
  }

  #awaitFrame = (): void => {
    this.#cancel = nextFrame(this.#paint)
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
