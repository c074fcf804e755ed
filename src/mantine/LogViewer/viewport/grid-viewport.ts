import type { LineList } from '../state/line-list.ts'
import { type GridWindow, windowBase } from './grid-window.ts'
import { RowLayout, type RowRules } from './row-layout.ts'
import { ScrollRange } from './scroll-range.ts'

/** Rows rendered beyond the viewport on either side while it does not follow. */
const overscanRows = 2
/** Height of a banner, in rows. */
const bannerRows = 2
/** Distance from the oldest line, in lines, at which older lines are loaded. */
const nearTopLines = 100

/**
 * Computes which rows are in view, without the DOM. The position is the offset of the viewport's top edge from row 0 of
 * the layout. Lines added or dropped at the ends do not change it, so the line at the top stays in place.
 */
export class GridViewport {
  readonly layout: RowLayout
  #list: LineList
  #rowHeight = 20
  /** px; thirty rows until it is measured, and in a DOM without layout. */
  #height = 600
  /** px from the top of the element that contains lines and banners to the viewport. */
  #top = 0
  /** px from row 0 of the layout. */
  #offset = 0
  isFollowing = true
  #unfollowedAt = 0
  #layoutVersion = 0

  constructor(list: LineList, rules: RowRules) {
    this.#list = list
    this.layout = new RowLayout(list, rules)
  }

  get list(): LineList {
    return this.#list
  }

  get rowHeight(): number {
    return this.#rowHeight
  }

  /** Rows that fit the viewport. */
  get page(): number {
    return Math.max(1, Math.floor(this.#height / this.#rowHeight))
  }

  /** The position of the line at the top of the viewport. */
  get topPosition(): number {
    return this.layout.positionAt(Math.floor(this.#offset / this.#rowHeight))
  }

  /** The absolute index of the line at the top of the viewport; 0 without lines. */
  get topIndex(): number {
    const position = this.topPosition
    return position < this.#list.end ? this.#list.indexAt(position) : 0
  }

  get range(): ScrollRange {
    const { top, bottom } = this.layout
    return new ScrollRange((bottom - top) * this.#rowHeight, this.#height)
  }

  /** px from the first line to the top of the viewport. */
  get scrolled(): number {
    return this.#offset - this.#startOffset
  }

  get isAtEnd(): boolean {
    return this.#offset >= this.#endOffset - 1
  }

  /** The offset at which the first line is at the top. */
  get #startOffset(): number {
    return this.layout.top * this.#rowHeight
  }

  /** The offset at which the last line is at the bottom. */
  get #endOffset(): number {
    return Math.max(this.#startOffset, this.layout.bottom * this.#rowHeight - this.#height)
  }

  /** px from the top of the viewport to a row; negative above it. */
  distanceTo(row: number): number {
    return row * this.#rowHeight - this.#offset
  }

  /**
   * Resizes the viewport. Lines keep their place on the screen when a banner above the viewport moves its top.
   * @param top - of the viewport, px
   * @returns false when nothing changed
   */
  resize(height: number, rowHeight: number, top = 0): boolean {
    if (height === this.#height && rowHeight === this.#rowHeight && top === this.#top) return false
    const rows = this.#offset / this.#rowHeight
    this.#offset = rows * rowHeight + top - this.#top
    this.#height = height
    this.#rowHeight = rowHeight
    this.#top = top
    return true
  }

  /** Lines were added or dropped at the ends. */
  update(list: LineList): void {
    this.#list = list
    const { top, bottom } = this.layout
    this.layout.update(list)
    if (this.layout.top < top || this.layout.bottom < bottom) this.#layoutVersion += 1
  }

  /**
   * Lays out the lines by new rules, and keeps the line at the top of the viewport in place.
   * @param isRestart - true for another set of lines, none of which counts as new
   */
  relayout(list: LineList, rules: RowRules, isRestart = false): void {
    if (isRestart) this.#unfollowedAt = list.end
    const index = this.topIndex
    const pixelsIntoLine = -this.distanceTo(this.layout.rowOf(this.topPosition))
    this.#list = list
    this.layout.reset(list, rules)
    this.#layoutVersion += 1
    this.#offset = this.layout.rowOf(list.positionOf(index)) * this.#rowHeight + pixelsIntoLine
  }

  /**
   * Updates the number of rows of one line. A line above the viewport moves nothing in it.
   * @returns false when the number did not change
   */
  remeasure(index: number): boolean {
    const position = this.#list.positionOf(index)
    if (position >= this.#list.end || this.#list.indexAt(position) !== index) return false
    const before = this.layout.rows(position)
    const isAbove = (this.layout.rowOf(position) + before) * this.#rowHeight <= this.#offset
    this.layout.refresh(position)
    const added = this.layout.rows(position) - before
    if (added === 0) return false
    if (isAbove) this.#offset += added * this.#rowHeight
    this.#layoutVersion += 1
    return true
  }

  /** Ends following. */
  unfollow(): void {
    if (this.isFollowing) this.#unfollowedAt = this.#list.end
    this.isFollowing = false
  }

  /** @param pixels - positive down, negative up */
  scrollBy(pixels: number): void {
    if (pixels < 0) this.unfollow()
    this.#offset += pixels
  }

  /** @param align - where in the viewport, 0 top to 1 bottom */
  scrollTo(position: number, align: number): void {
    this.unfollow()
    const space = this.#height - this.layout.rows(position) * this.#rowHeight
    this.#offset = this.layout.rowOf(position) * this.#rowHeight - Math.max(0, space * align)
  }

  /** Scrolls to a line by the shortest way. @returns false when all lines fit the viewport: nothing scrolls */
  scrollIntoView(position: number): boolean {
    if (this.#endOffset <= this.#startOffset) return false
    this.unfollow()
    const highest = this.layout.rowOf(position) * this.#rowHeight
    const lowest = highest + this.layout.rows(position) * this.#rowHeight - this.#height
    this.#offset = Math.min(highest, Math.max(lowest, this.#offset))
    return true
  }

  /**
   * Handles a movement of the scroll bar by the user. In a scaled range one px of the bar represents many px of the
   * content, so a short movement counts as px of the content.
   * @param scrollTop - of the scroller, px
   * @param moved - since it was last read or written, px
   */
  moveBar(scrollTop: number, moved: number, isDragging: boolean): void {
    const { range } = this
    const isStep = range.isScaled && !isDragging && Math.abs(moved) < this.#height * 3
    this.#offset = isStep ? this.#offset + moved : this.#startOffset + range.offset(scrollTop)
    if (moved > 0 && scrollTop >= range.height - this.#height - 1) this.isFollowing = true
  }

  /** Scrolls to the end while it follows, otherwise limits the position to the lines. */
  clamp(): void {
    const end = this.#endOffset
    this.#offset = this.isFollowing ? end : Math.min(end, Math.max(this.#startOffset, this.#offset))
  }

  /** True when a line is fully in view. */
  isInView(position: number): boolean {
    const top = this.layout.rowOf(position) * this.#rowHeight
    const bottom = top + this.layout.rows(position) * this.#rowHeight
    return top >= this.#offset && bottom <= this.#offset + this.#height
  }

  /** The first or the last line that is fully in view; the line at the top if there is none. */
  edge(side: 'first' | 'last'): number {
    const { layout } = this
    const top = Math.ceil(this.#offset / this.#rowHeight)
    const bottom = Math.floor((this.#offset + this.#height) / this.#rowHeight)
    const atTop = layout.positionAt(top)
    const first = layout.rowOf(atTop) < top ? atTop + 1 : atTop
    if (side === 'first') return Math.min(first, this.#list.end - 1)
    const atBottom = layout.positionAt(bottom - 1)
    const isWhole = layout.rowOf(atBottom) + layout.rows(atBottom) <= bottom
    return Math.max(first, isWhole ? atBottom : atBottom - 1)
  }

  /** The window to render. @param last - the window rendered before */
  window(last: GridWindow | undefined): GridWindow {
    const overscan = this.isFollowing ? 0 : overscanRows
    const firstRow = Math.floor(this.#offset / this.#rowHeight) - overscan
    const lastRow = Math.ceil((this.#offset + this.#height) / this.#rowHeight) + overscan
    const { first, end } = this.#list
    const { top, bottom } = this.layout
    const isEmpty = end <= first
    const start = isEmpty ? first : this.layout.positionAt(firstRow)
    const stop = isEmpty ? first : Math.min(end, this.layout.positionAt(lastRow) + 1)
    return {
      start,
      end: stop,
      lines: isEmpty ? 0 : this.#list.linesFrom(start) - this.#list.linesFrom(stop),
      ...windowBase(last, start, stop, firstRow),
      layoutVersion: this.#layoutVersion,
      isFollowing: this.isFollowing,
      unfollowedAt: this.#unfollowedAt,
      isNearTop: !this.isFollowing && start - first < nearTopLines,
      isAtTop: !this.isFollowing && this.#offset <= this.#startOffset,
      hasRoom: !isEmpty && (bottom - top + bannerRows) * this.#rowHeight <= this.#height,
    }
  }
}
