import type { LineList } from './line-list.ts'
import { RowLayout, type RowRules } from './row-layout.ts'
import { ScrollRange } from './scroll-range.ts'

/** Rows drawn beyond the viewport on either side. */
const overscan = 2
/** Row offsets are counted from a multiple of this, so that tops stay small and seldom change. */
const originStep = 50_000

/** What is drawn. */
export interface GridWindow {
  /** Positions from `start` to `end`. */
  start: number
  end: number
  /** Row tops count from here. */
  origin: number
  /** Slots of rows count from this position. */
  slotBase: number
  /** Grows whenever lines were laid out anew. */
  layoutVersion: number
  isFollowing: boolean
  /** The position of the first line that the reader has not followed. */
  leftAt: number
  /** True while the reader is near the oldest line. */
  isNearTop: boolean
  /** True while the oldest line stands at the top. */
  isAtTop: boolean
}

export interface GridElements {
  scroller: HTMLElement
  /** Makes the scroll bar as long as the log. */
  spacer: HTMLElement
  /** Holds the rows; stays in the viewport. */
  layer: HTMLElement
}

/**
 * The scrolling of a log, outside React. What the reader looks at is an anchor: a line, and px into it. Lines
 * that come and go move the scroll bar, never the anchor; scrolling moves the anchor, never the lines. So the
 * reader's line stays put while the ring drops old ones, and any number of lines fits a browser's scroll range.
 */
export class LogGrid {
  readonly layout: RowLayout
  #list: LineList
  #rowHeight = 20
  #viewport = 0
  #elements: GridElements | null = null
  /** px below the origin of rows. */
  #offset = 0
  #isFollowing = true
  #leftAt = 0
  /** The absolute index of a line to be shown once it is there. */
  #kept: number | null = null
  #lastScrollTop = 0
  /** Of the spacer, px. */
  #height = 0
  #layoutVersion = 0
  #window: GridWindow
  readonly #listeners = new Set<() => void>()

  constructor(list: LineList, rules: RowRules) {
    this.#list = list
    this.layout = new RowLayout(list, rules)
    this.#window = this.#computeWindow()
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  getSnapshot = (): GridWindow => this.#window

  get isFollowing(): boolean {
    return this.#isFollowing
  }

  get rowHeight(): number {
    return this.#rowHeight
  }

  /** Rows that fit the viewport. */
  get page(): number {
    return Math.max(1, Math.floor(this.#viewport / this.#rowHeight))
  }

  attach(elements: GridElements | null): void {
    this.#elements = elements
    this.#height = 0
    if (elements) this.#place()
  }

  /** The line at the top of the viewport. */
  get topPosition(): number {
    return this.layout.positionAt(Math.floor(this.#offset / this.#rowHeight))
  }

  resize(viewport: number, rowHeight: number): void {
    if (viewport === this.#viewport && rowHeight === this.#rowHeight) return
    const rows = this.#offset / this.#rowHeight
    this.#viewport = viewport
    this.#rowHeight = rowHeight
    this.#offset = rows * rowHeight
    this.#place()
  }

  /** Lines came or went at the ends. */
  update(list: LineList): void {
    this.#list = list
    const { top, bottom } = this.layout
    this.layout.update(list)
    if (this.layout.top < top || this.layout.bottom < bottom) this.#layoutVersion += 1
    this.#place()
    this.#reachKept()
  }

  /** Other rules: lays out again around the line that stays. */
  relayout(list: LineList, rules: RowRules): void {
    const anchor = this.#anchor(this.#list)
    this.#list = list
    this.layout.reset(list, rules)
    this.#layoutVersion += 1
    const position = list.positionOf(anchor.index)
    this.#offset = this.layout.rowOf(position) * this.#rowHeight + anchor.into
    this.#place()
  }

  /** Other lines: nothing in them is new to the reader yet. */
  restart(list: LineList, rules: RowRules): void {
    const kept = this.#isFollowing || this.#kept !== null ? null : this.#anchor(this.#list).index
    this.#leftAt = list.end
    this.relayout(list, rules)
    this.#kept ??= kept
    this.#reachKept()
  }

  /** One line has other rows than was thought; lines above the reader's do not move it. */
  remeasure(index: number): void {
    const position = this.#list.positionOf(index)
    if (position >= this.#list.end || this.#list.indexAt(position) !== index) return
    const before = this.layout.rows(position)
    const isAbove = (this.layout.rowOf(position) + before) * this.#rowHeight <= this.#offset
    this.layout.refresh(position)
    const grown = this.layout.rows(position) - before
    if (grown === 0) return
    if (isAbove) this.#offset += grown * this.#rowHeight
    this.#layoutVersion += 1
    this.#place()
  }

  follow(): void {
    this.#isFollowing = true
    this.#place()
  }

  /** The reader wants to stay where they are. */
  release(): void {
    if (!this.#isFollowing) return
    this.#leave()
    this.#place()
  }

  /** @param pixels - down, or with a minus up */
  scrollBy(pixels: number): void {
    if (pixels < 0) this.#leave()
    this.#offset += pixels
    this.#place()
    if (pixels > 0 && this.#offset >= this.#endOffset - 1) this.follow()
  }

  /** Shows a line. @param align - where in the viewport, 0 top to 1 bottom */
  scrollTo(position: number, align = 0.4): void {
    this.#leave()
    const rows = this.layout.rows(position)
    const slack = this.#viewport - rows * this.#rowHeight
    this.#offset = this.layout.rowOf(position) * this.#rowHeight - Math.max(0, slack * align)
    this.#place()
  }

  /** Brings a line into view, now or as soon as it is one of those shown. */
  keep(index: number): void {
    this.#kept = index
    this.release()
    this.#reachKept()
  }

  #reachKept(): void {
    if (this.#kept === null) return
    const position = this.#list.positionOf(this.#kept)
    if (!this.#list.has(this.#kept)) return
    this.#kept = null
    this.scrollTo(position)
  }

  /** Shows a line if it is not to be seen. */
  reveal(position: number): void {
    const top = this.layout.rowOf(position) * this.#rowHeight
    const bottom = top + this.layout.rows(position) * this.#rowHeight
    if (top < this.#offset || bottom > this.#offset + this.#viewport) this.scrollTo(position)
    else this.release()
  }

  /** The scroll bar moved, by whoever moved it. */
  onScroll(isDragging: boolean): void {
    const { scroller } = this.#elements ?? {}
    if (!scroller) return
    const { scrollTop } = scroller
    const moved = scrollTop - this.#lastScrollTop
    if (Math.abs(moved) < 1) return
    this.#lastScrollTop = scrollTop
    if (this.#isFollowing) {
      // Not the reader's doing: back to the end.
      this.#height = 0
      this.#place()
      return
    }
    const range = this.#range
    const isStep = range.isScaled && !isDragging && Math.abs(moved) < this.#viewport * 3
    const top = this.layout.top * this.#rowHeight
    this.#offset = isStep ? this.#offset + moved : top + range.offset(scrollTop)
    if (moved > 0 && scrollTop >= range.height - this.#viewport - 1) this.#isFollowing = true
    this.#publish()
  }

  /** After a step over a scaled range the bar is a little off. */
  settle(): void {
    if (this.#range.isScaled) this.#place()
  }

  #leave(): void {
    if (this.#isFollowing) this.#leftAt = this.#list.end
    this.#isFollowing = false
  }

  get #range(): ScrollRange {
    const { top, bottom } = this.layout
    return new ScrollRange((bottom - top) * this.#rowHeight, this.#viewport)
  }

  get #endOffset(): number {
    const { top, bottom } = this.layout
    return Math.max(top * this.#rowHeight, bottom * this.#rowHeight - this.#viewport)
  }

  #anchor(list: LineList): { index: number; into: number } {
    const position = this.topPosition
    const into = this.#offset - this.layout.rowOf(position) * this.#rowHeight
    return { index: position < list.end ? list.indexAt(position) : 0, into }
  }

  /** Puts scroll bar and rows where the anchor says. */
  #place(): void {
    const top = this.layout.top * this.#rowHeight
    const end = this.#endOffset
    this.#offset = this.#isFollowing ? end : Math.min(end, Math.max(top, this.#offset))
    const range = this.#range
    const { scroller, spacer } = this.#elements ?? {}
    if (scroller && spacer) {
      const height = Math.max(range.height, this.#viewport)
      const scrollTop = range.scrollTop(this.#offset - top)
      const isTaller = height !== this.#height
      if (isTaller) spacer.style.height = `${height}px`
      this.#height = height
      if (scrollTop !== this.#lastScrollTop || isTaller) {
        this.#lastScrollTop = scrollTop
        scroller.scrollTop = scrollTop
      }
    }
    this.#publish()
  }

  #publish(): void {
    const next = this.#computeWindow()
    const { layer } = this.#elements ?? {}
    if (layer) {
      const shift = Math.round(next.origin * this.#rowHeight - this.#offset)
      layer.style.transform = `translateY(${shift}px)`
    }
    const last = this.#window
    const isSame = (Object.keys(next) as (keyof GridWindow)[]).every((key) => next[key] === last[key])
    if (isSame) return
    this.#window = next
    for (const listener of this.#listeners) listener()
  }

  /**
   * A step changes few rows, so lines keep their slots; after a leap every row changes, and slots begin anew
   * with the first: otherwise the browser would move most of them about.
   */
  #slotBase(start: number, end: number): number {
    const last = this.#window as GridWindow | undefined
    if (!last) return start
    return Math.abs(start - last.start) * 2 > end - start ? start : last.slotBase
  }

  #computeWindow(): GridWindow {
    const firstRow = Math.floor(this.#offset / this.#rowHeight) - overscan
    const lastRow = Math.ceil((this.#offset + this.#viewport) / this.#rowHeight) + overscan
    const { first, end } = this.#list
    const isEmpty = end <= first
    const start = isEmpty ? first : this.layout.positionAt(firstRow)
    const stop = isEmpty ? first : Math.min(end, this.layout.positionAt(lastRow) + 1)
    return {
      start,
      end: stop,
      slotBase: this.#slotBase(start, stop),
      origin: Math.floor(firstRow / originStep) * originStep,
      layoutVersion: this.#layoutVersion,
      isFollowing: this.#isFollowing,
      leftAt: this.#leftAt,
      isNearTop: !this.#isFollowing && start - first < 100,
      isAtTop: !this.#isFollowing && this.#offset <= this.layout.top * this.#rowHeight,
    }
  }
}
