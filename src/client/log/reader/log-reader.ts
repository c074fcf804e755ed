import { createSignal } from '../../../primitives/index.ts'
import {
  type Entry,
  type EventLogSnapshot,
  levels,
  type LogExportOptions,
  type LogGap,
  type LogLine,
  type LogQuery,
  type OpenEventLog,
} from '../event-log-types.ts'
import type { EntryStore } from '../store/entry-store.ts'
import { matchesEverything, refines } from '../search/line-matcher.ts'
import type { FormerHits } from '../search/line-search.ts'
import { exportLines } from './log-export.ts'
import { QueryResult, type SearchedLog } from '../search/log-query-result.ts'
import { LogView, rowsOfSlice } from './log-view.ts'
import { LogWindow, type WindowMarks } from './log-window.ts'
import type { LogSource, SharedLog } from '../shared-log.ts'

export const emptySnapshot: EventLogSnapshot = {
  status: 'loading',
  size: 0,
  first: 0,
  total: 0,
  dropped: 0,
  gaps: [],
  paused: false,
  pending: 0,
  cleared: 0,
  hasOlder: false,
  rate: 0,
  error: null,
  lastEntryAt: null,
  revision: 0,
  counts: levels.map(() => 0),
  threads: [],
}

/** One reader of a shared log; attached while it has listeners, or until it is released. */
export class LogReader<T> implements OpenEventLog<T>, SearchedLog {
  readonly #acquire: () => SharedLog
  readonly #changed = createSignal()
  readonly #painted = createSignal()
  #shared: SharedLog
  #window: LogWindow
  #stopPaint: (() => void) | null = null
  #snapshot: EventLogSnapshot = emptySnapshot
  #view: LogView<T>
  #version = 0
  #publishedVersion = -1
  /** Pause and clear positions in a log that was released while its reader was hidden. */
  #marks: (WindowMarks & { readonly epoch: string | null }) | null = null
  #pausesOnLoad: boolean
  #isOpen = false

  constructor(detached: SharedLog, acquire: () => SharedLog, pausedInitially: boolean) {
    this.#acquire = acquire
    this.#shared = detached
    this.#window = new LogWindow(detached.contents)
    this.#pausesOnLoad = pausedInitially
    this.#view = this.#createView()
  }

  /** The log itself. */
  get source(): this {
    return this
  }

  get version(): number {
    return this.getView().version
  }

  get store(): EntryStore {
    return this.#shared.contents.store
  }

  get first(): number {
    return this.#window.first
  }

  get end(): number {
    return this.#window.end
  }

  get size(): number {
    return this.end - this.first
  }

  get gaps(): readonly LogGap[] {
    return this.#shared.contents.gaps.all
  }

  get former(): FormerHits | null {
    return this.#shared.contents.former
  }

  set former(former: FormerHits | null) {
    this.#shared.contents.former = former
  }

  /** Attaches without a listener. */
  open(): void {
    if (this.#isOpen) return
    this.#isOpen = true
    this.#attach()
  }

  release(): void {
    if (!this.#isOpen) return
    this.#isOpen = false
    this.#detachIfUnused()
  }

  subscribe = (listener: () => void): (() => void) => {
    const off = this.#changed.on(listener)
    this.#attach()
    return () => {
      off()
      this.#detachIfUnused()
    }
  }

  getSnapshot = (): EventLogSnapshot => {
    if (this.#changed.size === 0) this.#publish()
    return this.#snapshot
  }

  getView = (): LogView<T> => {
    if (this.#changed.size === 0) this.#publish()
    return this.#view
  }

  at(index: number): Entry<T> | undefined {
    const { first, end } = this
    const absolute = index < 0 ? end + index : first + index
    return absolute < first || absolute >= end ? undefined : (this.store.entry(absolute) as Entry<T>)
  }

  slice(start = 0, end = this.size): Entry<T>[] {
    const [from, to] = rowsOfSlice(start, end, this.size)
    return Array.from({ length: Math.max(0, to - from) }, (_, row) => this.at(from + row) as Entry<T>)
  }

  line(index: number): LogLine | undefined {
    return this.store.line(index)
  }

  indexOf(seq: number): number | null {
    const index = this.#shared.contents.indexOf(seq)
    return index === null || index < this.first || index >= this.end ? null : index
  }

  widths(start: number, into: Int32Array): void {
    this.store.widths(start, into)
  }

  guessRows(index: number, columns: number): number {
    return this.store.guessRows(index, columns)
  }

  stamps(start: number, times: Float64Array, ranks: Uint8Array): void {
    this.store.stamps(start, times, ranks)
  }

  threadSize(thread: string): number {
    return this.store.threadCounts[this.store.threads.find(thread)] ?? 0
  }

  query(query: LogQuery): QueryResult {
    const { former } = this
    const usable = former && former.revision === this.store.revision && refines(query, former.query)
    return new QueryResult(this, query, usable ? former : null)
  }

  onPaint(listener: () => void): () => void {
    return this.#painted.on(listener)
  }

  requestPaint = (): void => {
    this.#shared.contents.paint.request()
  }

  async export({ format, filter = {} }: LogExportOptions): Promise<Blob> {
    const line = (index: number): LogLine | undefined => this.line(index)
    const entry = (index: number): Entry | undefined => this.store.entry(index)
    if (matchesEverything(filter)) {
      return exportLines(format, { indices: range(this.first, this.end), line, entry })
    }
    const result = this.query(filter)
    try {
      const hits = await result.finished()
      return await exportLines(format, { indices: hits, line, entry })
    } finally {
      result.dispose()
    }
  }

  pause = (): void => {
    // Before the first listener there is nothing to pause.
    if (!this.#shared.source) this.#pausesOnLoad = true
    this.#window.pause()
  }

  resume = (): void => {
    this.#pausesOnLoad = false
    this.#window.resume()
  }

  clear = (): void => {
    this.#window.clear()
  }

  undoClear = (): void => {
    this.#window.undoClear()
  }

  loadOlder = async (): Promise<number> => {
    this.#window.readOlder(true)
    return (await this.#shared.source?.older.load()) ?? 0
  }

  releaseOlder = (): void => {
    this.#window.readOlder(false)
  }

  async seek(seq: number): Promise<number | null> {
    const held = this.indexOf(seq)
    if (held !== null) return held
    this.#window.readOlder(true)
    return (await this.#shared.source?.older.seek(seq)) ?? null
  }

  retry = async (gap?: LogGap): Promise<void> => {
    await this.#shared.source?.retry(gap)
  }

  #attach(): void {
    if (this.#stopPaint) return
    const shared = this.#acquire()
    if (shared === this.#shared) this.#window.reopen()
    else this.#changeTo(shared)
    this.#stopPaint = shared.contents.paint.subscribe(this.#onPaint)
    this.#publish()
  }

  #changeTo(shared: SharedLog): void {
    const { source } = this.#shared
    const { pausedAfter, clearedTo } = this.#window.marks
    const isMarked = source && (pausedAfter ?? clearedTo) !== null
    if (isMarked) this.#marks = { pausedAfter, clearedTo, epoch: source.epoch }
    this.#window.close()
    this.#shared = shared
    this.#window = new LogWindow(shared.contents)
    this.#publishedVersion = -1
  }

  #detachIfUnused(): void {
    if (this.#isOpen || this.#changed.size > 0 || !this.#stopPaint) return
    this.#stopPaint()
    this.#stopPaint = null
    this.#window.close()
    this.#shared.release()
  }

  #onPaint = (): void => {
    this.#publish()
    this.#painted.emit()
    this.#changed.emit()
  }

  /** The same array until it changes, because a viewer lays out again for a new array. */
  #gapsWithin(all: readonly LogGap[], first: number, end: number): readonly LogGap[] {
    if (all.every((gap) => gap.index >= first && gap.index <= end)) return all
    const gaps = all.filter((gap) => gap.index >= first && gap.index <= end)
    const last = this.#snapshot.gaps
    return gaps.length === last.length && gaps.every((gap, place) => gap === last[place]) ? last : gaps
  }

  #publish(): void {
    const { contents, source } = this.#shared
    if (source && !source.isLoading) this.#startWindow(source)
    const { rate } = contents
    if (contents.version === this.#publishedVersion && rate === this.#snapshot.rate) return
    this.#publishedVersion = contents.version
    const { store } = contents
    const { first, end } = this.#window
    this.#snapshot = {
      status: source?.status ?? this.#shared.status ?? 'loading',
      size: end - first,
      first,
      total: store.total,
      dropped: store.dropped,
      gaps: this.#gapsWithin(contents.gaps.all, first, end),
      paused: this.#window.isPaused,
      pending: store.end - end,
      cleared: this.#window.cleared,
      hasOlder: source?.older.hasOlder ?? false,
      rate,
      error: source?.error ?? null,
      lastEntryAt: contents.lastEntryAt,
      revision: store.revision,
      counts: this.#window.counts,
      threads: store.threads.words,
    }
    this.#version += 1
    this.#view = this.#createView()
  }

  /** Applies pause and clear positions once the log is loaded. */
  #startWindow({ epoch }: LogSource): void {
    const marks = this.#marks
    this.#marks = null
    if (this.#pausesOnLoad) this.#window.pause()
    else if (marks && marks.epoch === epoch) this.#window.restore(marks)
    else if (marks && marks.pausedAfter !== null) this.#window.pause()
    this.#pausesOnLoad = false
  }

  #createView(): LogView<T> {
    const { contents } = this.#shared
    return new LogView<T>(this, { version: this.#version, contents, snapshot: this.#snapshot })
  }
}

function* range(start: number, end: number): Generator<number> {
  for (let index = start; index < end; index += 1) yield index
}
