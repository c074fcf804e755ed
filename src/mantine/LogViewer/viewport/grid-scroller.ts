import type { ScrollRange } from './scroll-range.ts'

/** ms between two writes of the scroll bar while it follows: each write causes a layout and hardly moves the bar. */
const barInterval = 900
/** ms that a write waits for the frame of the next lines. Written there, both share one layout. */
const patience = 500

export interface GridElements {
  scroller: HTMLElement
  /** Gives the scroll bar its length. */
  spacer: HTMLElement
  /** Holds the rows, within a sticky element. */
  layer: HTMLElement
}

/** The position that the scroll bar shows. */
interface ScrollPosition {
  readonly range: ScrollRange
  /** px from the top of the content. */
  readonly scrolled: number
  readonly isFollowing: boolean
}

/**
 * The DOM side of scrolling. The position is kept outside the DOM; this class writes it to the scroll bar and to the
 * layer of the rows, and reads how far the user moved the bar.
 */
export class GridScroller {
  /** True when the scroll bar shows an outdated position. The next `move` writes it. */
  isStale = false
  readonly #position: ScrollPosition
  #elements: GridElements | null = null
  #scrollTop = 0
  /** Height of the spacer, px; 0 forces the next write. */
  #spacerHeight = 0
  #writtenAt = -barInterval
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(position: ScrollPosition) {
    this.#position = position
  }

  /** `scrollTop` of the scroller as it was last read or written. */
  get scrollTop(): number {
    return this.#scrollTop
  }

  attach(elements: GridElements | null): void {
    this.#elements = elements
    this.#spacerHeight = 0
    this.#writtenAt = -barInterval
    clearTimeout(this.#timer)
    this.#timer = undefined
  }

  /** @returns px that the scroll bar moved since it was last read or written; 0 for less than one */
  readMove(): number {
    if (!this.#elements) return 0
    const { scrollTop } = this.#elements.scroller
    const moved = scrollTop - this.#scrollTop
    if (Math.abs(moved) < 1) return 0
    this.#scrollTop = scrollTop
    return moved
  }

  /** Writes the scroll bar immediately, even if its position seems to be correct. */
  restore(): void {
    this.#spacerHeight = 0
    this.#writeBar()
  }

  /** Moves the layer, and the scroll bar when it is stale. @param top - of the layer in the viewport, px */
  move(top: number): void {
    if (!this.#elements) return
    this.#elements.layer.style.transform = `translateY(${Math.round(top)}px)`
    // The bar is not written while the user scrolls: writing `scrollTop` would end the momentum.
    if (!this.isStale) return
    const wait = this.#position.isFollowing ? this.#writtenAt + barInterval - performance.now() : 0
    if (wait <= 0) this.#writeBar()
    else this.#timer ??= setTimeout(this.#writeBar, wait + patience)
  }

  #writeBar = (): void => {
    clearTimeout(this.#timer)
    this.#timer = undefined
    if (!this.#elements) return
    const { scroller, spacer } = this.#elements
    const { range, scrolled } = this.#position
    this.isStale = false
    this.#writtenAt = performance.now()
    const height = range.barLength
    const scrollTop = range.scrollTop(scrolled)
    const isResized = height !== this.#spacerHeight
    if (isResized) spacer.style.height = `${height}px`
    this.#spacerHeight = height
    if (scrollTop !== this.#scrollTop || isResized) {
      this.#scrollTop = scrollTop
      scroller.scrollTop = scrollTop
    }
  }
}
