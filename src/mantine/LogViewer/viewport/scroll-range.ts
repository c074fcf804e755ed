/**
 * Firefox moves sticky content no further than 8 947 848 px, and cuts off elements above 17.9 million px;
 * Chromium cuts them off at 33.5 million.
 */
const tallest = 8_000_000

/** Maps what a reader may scroll over, however long, to what a browser can. All in px. */
export class ScrollRange {
  readonly #content: number
  readonly #viewport: number

  constructor(content: number, viewport: number) {
    this.#content = content
    this.#viewport = viewport
  }

  /** Height of the element that makes the scroll bar. */
  get height(): number {
    return Math.min(this.#content, tallest)
  }

  /** The last offset into the content. */
  get end(): number {
    return Math.max(0, this.#content - this.#viewport)
  }

  get isScaled(): boolean {
    return this.#content > tallest
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
