/** Above this rate (entries/s, about two screens) nobody reads along, and painting every frame is waste. */
const calmRate = 120
/** ms between paints when lines rush in, or when the tab is hidden and gets no frames. */
const busyInterval = 100

/** Tells its listeners of a change once per frame while little happens, and every 100 ms when much does. */
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
    this.#cancel = this.#rate() > calmRate ? this.#afterInterval() : nextFrame(this.#paint)
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
