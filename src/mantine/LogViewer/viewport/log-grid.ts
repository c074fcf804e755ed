import { createSignal } from '../../../primitives/index.ts'
import type { LogGap } from '../../../index.ts'
import type { LineList } from '../state/line-list.ts'
import { RowLayout, type RowRules } from './row-layout.ts'
import { ScrollRange } from './scroll-range.ts'

/** Rows drawn beyond the viewport on either side, for a reader who may scroll. */
const overscanRows = 2
/** ms between two moves of the scroll bar while it follows: at the end it looks the same, and each costs a layout. */
const barInterval = 1000
/** Rows that a banner takes, two lines of text in it included. */
const room = 3
/** Rows from the origin; farther away, tops would be too large to be exact. */
const longestReach = 50_000

/** What is drawn. */
export interface GridWindow {
  /** Positions from `start` to `end`. */
  start: number
  end: number
  /** Lines that these rows stand for. */
  lines: number
  /** The row that tops count from. */
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
  /** The lines leave room below them. */
  hasRoom: boolean
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
  /** The reader holds the scroll bar. */
  isDragging = false
  #list: LineList
  #gaps: readonly LogGap[]
  #rowHeight = 20
  /** px; until it is measured, and so in a DOM without layout, thirty rows. */
  #viewport = 600
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
  /** The scroll bar stands elsewhere than the anchor. */
  #isBarDue = false
  #barMovedAt = -barInterval
  #barTimer: ReturnType<typeof setTimeout> | undefined
  #layoutVersion = 0
  #window: GridWindow
  readonly #changed = createSignal()

  constructor(list: LineList, gaps: readonly LogGap[], rules: RowRules) {
    this.#list = list
    this.#gaps = gaps
    this.layout = new RowLayout(list, rules)
    this.#window = this.#computeWindow()
  }

  readonly subscribe = this.#changed.on

  getSnapshot = (): GridWindow => this.#window

  /** The lines that are laid out. */
  get list(): LineList {
    return this.#list
  }

  /** The gap markers among them. */
  get gaps(): readonly LogGap[] {
    return this.#gaps
  }

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
    this.#barMovedAt = -barInterval
    clearTimeout(this.#barTimer)
    this.#barTimer = undefined
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
    this.#takeScroll()
    this.#list = list
    const { top, bottom } = this.layout
    this.layout.update(list)
    if (this.layout.top < top || this.layout.bottom < bottom) this.#layoutVersion += 1
    this.#place()
    this.#reachKept()
  }

  /** Other rules: lays out again around the line that stays. */
  relayout(list: LineList, gaps: readonly LogGap[], rules: RowRules): void {
    this.#takeScroll()
    const anchor = this.#anchor(this.#list)
    this.#list = list
    this.#gaps = gaps
    this.layout.reset(list, rules)
    this.#layoutVersion += 1
    const position = list.positionOf(anchor.index)
    this.#offset = this.layout.rowOf(position) * this.#rowHeight + anchor.into
    this.#place()
  }

  /** Other lines: nothing in them is new to the reader yet. */
  restart(list: LineList, gaps: readonly LogGap[], rules: RowRules): void {
    const kept = this.#isFollowing || this.#kept !== null ? null : this.#anchor(this.#list).index
    this.#leftAt = list.end
    this.relayout(list, gaps, rules)
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

  /** Shows a line, and moves as little as that takes: not at all where everything is in view. */
  approach(position: number): void {
    if (this.#endOffset <= this.layout.top * this.#rowHeight) return
    this.#leave()
    const top = this.layout.rowOf(position) * this.#rowHeight
    const lowest = top + this.layout.rows(position) * this.#rowHeight - this.#viewport
    this.#offset = Math.min(top, Math.max(lowest, this.#offset))
    this.#place()
  }

  /** The first or the last line of those that are wholly in view; the one at the top when none is. */
  edge(side: 'first' | 'last'): number {
    const { layout } = this
    const top = Math.ceil(this.#offset / this.#rowHeight)
    const bottom = Math.floor((this.#offset + this.#viewport) / this.#rowHeight)
    const atTop = layout.positionAt(top)
    const first = layout.rowOf(atTop) < top ? atTop + 1 : atTop
    if (side === 'first') return Math.min(first, this.#list.end - 1)
    const atBottom = layout.positionAt(bottom - 1)
    const isWhole = layout.rowOf(atBottom) + layout.rows(atBottom) <= bottom
    return Math.max(first, isWhole ? atBottom : atBottom - 1)
  }

  /** The scroll bar moved, by whoever moved it. */
  onScroll(): void {
    const { scroller } = this.#elements ?? {}
    if (!scroller) return
    if (!this.#isFollowing) {
      if (this.#takeScroll()) this.#publish()
    } else if (Math.abs(scroller.scrollTop - this.#lastScrollTop) >= 1) {
      // Not the reader's doing: back to the end.
      this.#lastScrollTop = scroller.scrollTop
      this.#height = 0
      this.#isBarDue = true
      this.#moveBar()
    }
  }

  /**
   * Moves the anchor by what the reader scrolled. Lines may come before the event of it does, and the bar that
   * they move would undo it. @returns true when they scrolled
   */
  #takeScroll(): boolean {
    const { scroller } = this.#elements ?? {}
    if (!scroller || this.#isFollowing) return false
    const { scrollTop } = scroller
    const moved = scrollTop - this.#lastScrollTop
    if (Math.abs(moved) < 1) return false
    this.#lastScrollTop = scrollTop
    const range = this.#range
    const isStep = range.isScaled && !this.isDragging && Math.abs(moved) < this.#viewport * 3
    const top = this.layout.top * this.#rowHeight
    this.#offset = isStep ? this.#offset + moved : top + range.offset(scrollTop)
    if (moved > 0 && scrollTop >= range.height - this.#viewport - 1) this.#isFollowing = true
    return true
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

  /** Keeps the anchor within the lines, and emits what is to be drawn. */
  #place(): void {
    const top = this.layout.top * this.#rowHeight
    const end = this.#endOffset
    this.#offset = this.#isFollowing ? end : Math.min(end, Math.max(top, this.#offset))
    this.#isBarDue = true
    this.#publish()
  }

  #publish(): void {
    const next = this.#computeWindow()
    const last = this.#window
    const isSame = (Object.keys(next) as (keyof GridWindow)[]).every((key) => next[key] === last[key])
    if (isSame) {
      this.move()
      return
    }
    this.#window = next
    this.#changed.emit()
    if (this.#changed.size === 0) this.move()
  }

  /** Moves the layer and the scroll bar to where the anchor says; called with the rows in place. */
  move(): void {
    if (!this.#elements) return
    const shift = Math.round(this.#window.origin * this.#rowHeight - this.#offset)
    this.#elements.layer.style.transform = `translateY(${shift}px)`
    // A reader who scrolls moves the bar without us: writing to it would end their momentum.
    if (!this.#isBarDue) return
    const wait = this.#isFollowing ? this.#barMovedAt + barInterval - performance.now() : 0
    if (wait <= 0) this.#moveBar()
    else this.#barTimer ??= setTimeout(this.#moveBar, wait)
  }

  #moveBar = (): void => {
    clearTimeout(this.#barTimer)
    this.#barTimer = undefined
    if (!this.#elements) return
    const { scroller, spacer } = this.#elements
    this.#isBarDue = false
    this.#barMovedAt = performance.now()
    const range = this.#range
    const height = Math.max(range.height, this.#viewport)
    const scrollTop = range.scrollTop(this.#offset - this.layout.top * this.#rowHeight)
    const isTaller = height !== this.#height
    if (isTaller) spacer.style.height = `${height}px`
    this.#height = height
    if (scrollTop !== this.#lastScrollTop || isTaller) {
      this.#lastScrollTop = scrollTop
      scroller.scrollTop = scrollTop
    }
  }

  /**
   * A step changes few rows, so lines keep their slots and tops; after a leap every row changes, and slots and
   * tops begin anew with the first: otherwise the browser would move most of them about.
   */
  #base(start: number, end: number, firstRow: number): Pick<GridWindow, 'slotBase' | 'origin'> {
    const last = this.#window as GridWindow | undefined
    const isLeap = !last || Math.abs(start - last.start) * 2 > end - start
    return isLeap || Math.abs(firstRow - last.origin) > longestReach
      ? { slotBase: start, origin: firstRow }
      : { slotBase: last.slotBase, origin: last.origin }
  }

  #computeWindow(): GridWindow {
    const overscan = this.#isFollowing ? 0 : overscanRows
    const firstRow = Math.floor(this.#offset / this.#rowHeight) - overscan
    const lastRow = Math.ceil((this.#offset + this.#viewport) / this.#rowHeight) + overscan
    const { first, end } = this.#list
    const { top, bottom } = this.layout
    const isEmpty = end <= first
    const start = isEmpty ? first : this.layout.positionAt(firstRow)
    const stop = isEmpty ? first : Math.min(end, this.layout.positionAt(lastRow) + 1)
    return {
      start,
      end: stop,
      lines: isEmpty ? 0 : this.#list.linesFrom(start) - this.#list.linesFrom(stop),
      ...this.#base(start, stop, firstRow),
      layoutVersion: this.#layoutVersion,
      isFollowing: this.#isFollowing,
      leftAt: this.#leftAt,
      isNearTop: !this.#isFollowing && start - first < 100,
      isAtTop: !this.#isFollowing && this.#offset <= this.layout.top * this.#rowHeight,
      hasRoom: !isEmpty && (bottom - top + room) * this.#rowHeight <= this.#viewport,
    }
  }
}
