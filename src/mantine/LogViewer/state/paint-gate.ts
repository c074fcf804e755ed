type Subscribe = (listener: () => void) => () => void

/**
 * ms between two updates of a viewer that nobody sees: lines that a test looks for, or a browser that reports a visible tab
 * as hidden, are there. Browsers slow the timers of hidden tabs further.
 */
const awayInterval = 500

/** Distance from the edge of the screen at which a viewer counts as in view, so that it is drawn before it comes into it. */
const margin = '200px'

/**
 * Delays the updates of a viewer that nobody sees: out of view or in a hidden tab it updates at most twice a second,
 * without a box (`display: none`) not at all. One update makes up for the delayed ones.
 */
export class PaintGate {
  #element: HTMLElement | null = null
  #isInView = true
  readonly #missed = new Set<() => void>()
  #timer: ReturnType<typeof setTimeout> | undefined

  /** The same subscription, whose listener is called while the viewer is seen. */
  through(subscribe: Subscribe): Subscribe {
    return (listener) => {
      // One for each subscription: two may have the same listener.
      const update = (): void => {
        listener()
      }
      const stop = subscribe(() => {
        if (this.#isOpen) {
          update()
          return
        }
        this.#missed.add(update)
        this.#timer ??= setTimeout(this.#updateAway, awayInterval)
      })
      return () => {
        stop()
        this.#missed.delete(update)
      }
    }
  }

  /** Follows whether an element is seen. Returns a function that ends it. */
  watch(element: HTMLElement): () => void {
    if (typeof IntersectionObserver !== 'function') return () => {}
    this.#element = element
    const observer = new IntersectionObserver(
      (entries) => {
        this.#isInView = entries.at(-1)?.isIntersecting ?? true
        this.#change()
      },
      { rootMargin: margin },
    )
    observer.observe(element)
    document.addEventListener('visibilitychange', this.#change)
    return () => {
      observer.disconnect()
      document.removeEventListener('visibilitychange', this.#change)
      this.#element = null
      this.#isInView = true
      this.#change()
    }
  }

  get #isOpen(): boolean {
    return this.#element === null || (this.#isInView && !document.hidden)
  }

  #change = (): void => {
    if (this.#isOpen) this.#update()
    else if (this.#missed.size > 0) this.#timer ??= setTimeout(this.#updateAway, awayInterval)
  }

  #updateAway = (): void => {
    this.#timer = undefined
    if (!this.#element) return
    if (this.#element.getClientRects().length > 0) this.#update()
    else this.#timer = setTimeout(this.#updateAway, awayInterval)
  }

  #update(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    const missed = [...this.#missed]
    this.#missed.clear()
    for (const update of missed) update()
  }
}
