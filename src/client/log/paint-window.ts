/** Above this rate (entries/s, about two screens) nobody reads along, and painting with the frames is waste. */
const calmRate = 120
/** ms after a paint before the next frame is waited for: every other one of 60 in a second. */
const calmInterval = 25
/** ms between paints when lines rush in, or when the tab is hidden and gets no frames. */
const busyInterval = 100

/**
 * Tells its listeners of a change with the next frame after a quiet moment, in every other frame while lines come one
 * by one, and every 100 ms when many do.
 */
export class PaintWindow {
  readonly #listeners = new Set<() => void>()
  readonly #rate: () => number
  #paintedAt = -busyInterval
  #cancel: (() => void) | null = null

  constructor(rate: () => number) {
    this.#rate = rate
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => {
      this.#listeners.delete(listener)
      if (this.#listeners.size === 0) this.#cancelPaint()
    }
  }

  request = (): void => {
    if (this.#cancel || this.#listeners.size === 0) return
    if (this.#rate() > calmRate) this.#after(busyInterval, this.#paint)
    else if (this.#waitFor(calmInterval) > 0) this.#after(calmInterval, this.#paintInFrame)
    else this.#paintInFrame()
  }

  /** ms until an interval has passed since the last paint. */
  #waitFor(interval: number): number {
    return Math.max(0, this.#paintedAt + interval - performance.now())
  }

  #after(interval: number, task: () => void): void {
    const timer = setTimeout(task, this.#waitFor(interval))
    this.#cancel = () => {
      clearTimeout(timer)
    }
  }

  #paintInFrame = (): void => {
    this.#cancel = nextFrame(this.#paint)
  }

  #cancelPaint(): void {
    this.#cancel?.()
    this.#cancel = null
  }

  #paint = (): void => {
    this.#cancel = null
    this.#paintedAt = performance.now()
    for (const listener of this.#listeners) listener()
  }
}

/** A frame, or a timer where there are none: on a server, and in a hidden tab. */
function nextFrame(task: () => void): () => void {
  if (typeof requestAnimationFrame === 'function' && document.visibilityState === 'visible') {
    // A tab that is hidden before the frame comes would wait for ever.
    let timer: ReturnType<typeof setTimeout>
    const frame = requestAnimationFrame(() => {
      clearTimeout(timer)
      task()
    })
    timer = setTimeout(() => {
      cancelAnimationFrame(frame)
      task()
    }, busyInterval)
    return () => {
      cancelAnimationFrame(frame)
      clearTimeout(timer)
    }
  }
  const timer = setTimeout(task, 16)
  return () => {
    clearTimeout(timer)
  }
}
