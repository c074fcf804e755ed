/**
 * Firefox moves sticky content no further than 8 947 848 px, and cuts off elements above 17.9 million px;
 * Chromium cuts them off at 33.5 million.
 */
const maxHeight = 8_000_000

/** Maps a content of any height to a scroll range that browsers support. All in px. */
export class ScrollRange {
  readonly #content: number
  readonly #viewport: number

  constructor(content: number, viewport: number) {
    this.#content = content
    this.#viewport = viewport
  }

  /** Height of the content, limited to what browsers support. */
  get height(): number {
    return Math.min(this.#content, maxHeight)
  }

  /** Height of the element that gives the scroll bar its length. */
  get barLength(): number {
    return Math.max(this.height, this.#viewport)
  }

  /** The largest offset into the content. */
  get end(): number {
    return Math.max(0, this.#content - this.#viewport)
  }

  get isScaled(): boolean {
    return this.#content > maxHeight
  }

  scrollTop(offset: number): number {
    if (!this.isScaled) return Math.round(offset)
    return Math.round((offset / this.end) * (this.height - this.#viewport))
  }

  offset(scrollTop: number): number {
    if (!this.isScaled) return scrollTop
    return (scrollTop / (this.height - this.#viewport)) * this.end
  }
}
