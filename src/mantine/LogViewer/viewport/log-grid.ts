import { createSignal } from '../../../primitives/index.ts'
import type { LogGap } from '../../../index.ts'
import type { LineList } from '../state/line-list.ts'
import { type GridElements, GridScroller } from './grid-scroller.ts'
import { GridViewport } from './grid-viewport.ts'
import { type GridWindow, isSameWindow } from './grid-window.ts'
import type { RowLayout, RowRules } from './row-layout.ts'

/**
 * The scroll state of a log, outside React. {@link GridViewport} keeps the position and {@link GridScroller} writes it to
 * the DOM. New and dropped lines change the scroll bar, not the position. Scrolling changes the position, not the lines.
 * Therefore a browser's scroll range does not limit the number of lines.
 */
export class LogGrid {
  /** True while the user drags the scroll bar. */
  isDragging = false
  /** The gap markers among the lines. */
  gaps: readonly LogGap[]
  readonly #viewport: GridViewport
  readonly #scroller: GridScroller
  /** The absolute index of a line to scroll to as soon as it is shown. */
  #target: number | null = null
  #window: GridWindow
  readonly #changed = createSignal()

  constructor(list: LineList, gaps: readonly LogGap[], rules: RowRules) {
    this.gaps = gaps
    this.#viewport = new GridViewport(list, rules)
    this.#scroller = new GridScroller(this.#viewport)
    this.#window = this.#viewport.window(undefined)
  }

  readonly subscribe = this.#changed.on

  getSnapshot = (): GridWindow => this.#window

  get layout(): RowLayout {
    return this.#viewport.layout
  }

  /** The lines that are laid out. */
  get list(): LineList {
    return this.#viewport.list
  }

  get isFollowing(): boolean {
    return this.#viewport.isFollowing
  }

  get rowHeight(): number {
    return this.#viewport.rowHeight
  }

  /** Rows that fit the viewport. */
  get page(): number {
    return this.#viewport.page
  }

  /** The absolute index of the line at the top of the viewport; 0 without lines. */
  get topIndex(): number {
    return this.#viewport.topIndex
  }

  attach(elements: GridElements | null): void {
    this.#scroller.attach(elements)
    if (elements) this.#commit()
  }

  /** @param height - of the viewport, px @param top - of the viewport, px */
  resize(height: number, rowHeight: number, top = 0): void {
    this.#takeScroll()
    if (!this.#viewport.resize(height, rowHeight, top)) return
    this.#commit()
    if (this.isFollowing) this.#scroller.restore()
  }

  /** Lines were added or dropped at the ends. */
  update(list: LineList): void {
    this.#takeScroll()
    this.#viewport.update(list)
    this.#commit()
    this.#scrollToTarget()
  }

  /** Lays out the lines by new rules, and keeps the line at the top of the viewport in place. */
  relayout(list: LineList, gaps: readonly LogGap[], rules: RowRules): void {
    this.#takeScroll()
    this.gaps = gaps
    this.#viewport.relayout(list, rules)
    this.#commit()
  }

  /** Like `relayout`, for another set of lines. None of them counts as new. */
  restart(list: LineList, gaps: readonly LogGap[], rules: RowRules): void {
    const target = this.isFollowing || this.#target !== null ? null : this.topIndex
    this.#takeScroll()
    this.gaps = gaps
    this.#viewport.relayout(list, rules, true)
    this.#commit()
    this.#target ??= target
    this.#scrollToTarget()
  }

  /** The number of rows of one line changed. */
  remeasure(index: number): void {
    if (this.#viewport.remeasure(index)) this.#commit()
  }

  follow(): void {
    this.#viewport.isFollowing = true
    this.#commit()
  }

  /** Ends following. */
  unfollow(): void {
    this.#viewport.unfollow()
    this.#commit()
  }

  /**
   * Ends following when the user scrolls up, unless all lines fit the viewport: then the page scrolls instead. The browser
   * may have scrolled already, from an outdated position of the bar.
   */
  leaveEnd(): void {
    if (!this.isFollowing || this.#viewport.scrolled <= 0) return
    this.#viewport.scrollBy(Math.min(0, this.#scroller.readMove()))
    this.unfollow()
  }

  /** @param pixels - positive down, negative up */
  scrollBy(pixels: number): void {
    this.#viewport.scrollBy(pixels)
    this.#commit()
    if (pixels > 0 && this.#viewport.isAtEnd) this.follow()
  }

  /** @param align - where in the viewport, 0 top to 1 bottom */
  scrollTo(position: number, align = 0.4): void {
    this.#viewport.scrollTo(position, align)
    this.#commit()
  }

  /** Scrolls to a line, now or as soon as it is shown. */
  jumpTo(index: number): void {
    this.#target = index
    this.unfollow()
    this.#scrollToTarget()
  }

  #scrollToTarget(): void {
    if (this.#target === null || !this.list.has(this.#target)) return
    const position = this.list.positionOf(this.#target)
    this.#target = null
    this.scrollTo(position)
  }

  /** Scrolls to a line unless it is in view. */
  reveal(position: number): void {
    if (this.#viewport.isInView(position)) this.unfollow()
    else this.scrollTo(position)
  }

  /** Scrolls to a line by the shortest way. */
  scrollIntoView(position: number): void {
    if (this.#viewport.scrollIntoView(position)) this.#commit()
  }

  /** The first or the last line that is fully in view; the line at the top if there is none. */
  edge(side: 'first' | 'last'): number {
    return this.#viewport.edge(side)
  }

  /** Handles a `scroll` event of the scroller, caused by the user or by layout. */
  onScroll(): void {
    if (!this.isFollowing) {
      if (this.#takeScroll()) this.#publish()
    } else if (this.#scroller.readMove() !== 0) {
      // Layout moved the bar, not the user: scroll back to the end.
      this.#scroller.restore()
    }
  }

  /** Corrects the scroll bar after short movements over a scaled range. */
  correctBar(): void {
    if (this.#viewport.range.isScaled) this.#commit()
  }

  /** Moves the layer and the scroll bar to the position; called with the rows rendered. */
  move(): void {
    const { start, end, origin } = this.#window
    this.#scroller.move(this.#viewport.distanceTo(start < end ? this.layout.rowOf(start) : origin))
  }

  /**
   * Moves the position by the distance that the user scrolled. Also called before lines change: they may arrive before
   * the `scroll` event, and writing the bar would undo the scroll. @returns true when the user scrolled
   */
  #takeScroll(): boolean {
    if (this.isFollowing) return false
    const moved = this.#scroller.readMove()
    if (moved === 0) return false
    this.#viewport.moveBar(this.#scroller.scrollTop, moved, this.isDragging)
    return true
  }

  /** Keeps the position within the lines, and publishes what to render. */
  #commit(): void {
    this.#viewport.clamp()
    this.#scroller.isStale = true
    this.#publish()
  }

  #publish(): void {
    const next = this.#viewport.window(this.#window)
    if (isSameWindow(next, this.#window)) {
      this.move()
      return
    }
    this.#window = next
    this.#changed.emit()
    if (this.#changed.size === 0) this.move()
  }
}
