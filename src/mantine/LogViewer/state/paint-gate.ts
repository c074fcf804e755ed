type Subscribe = (listener: () => void) => () => void

/**
 * ms between two updates of an invisible viewer. It still updates for tests that search its lines, and for browsers that
 * report a visible tab as hidden. Browsers slow down the timers of hidden tabs further.
 */
const awayInterval = 500

/** Distance from the screen at which a viewer counts as visible, so that it is up to date before it scrolls into view. */
const margin = '200px'

/**
 * Delays the updates of an invisible viewer. Outside the screen or in a hidden tab it updates at most twice a second,
 * with `display: none` not at all. One update replaces all delayed ones.
 */
export class PaintGate {
  #element: HTMLElement | null = null
  #isInView = true
  readonly #missed = new Set<() => void>()
  #timer: ReturnType<typeof setTimeout> | undefined

  /** Wraps `subscribe` so that its listeners are called without delay only while the viewer is visible. */
  through(subscribe: Subscribe): Subscribe {
    return (listener) => {
      // A separate function per subscription, because two may have the same listener.
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

  /** Observes the visibility of an element. Returns a function that stops observing. */
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
