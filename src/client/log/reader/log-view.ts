import type {
  Entry,
  EventLog,
  EventLogSnapshot,
  LogExportOptions,
  LogGap,
  LogLine,
  LogQuery,
  LogQueryResult,
} from '../event-log-types.ts'
import type { LogContents } from '../store/log-contents.ts'

/** The visible part of a log at one version. */
export interface ShownPart {
  readonly version: number
  readonly contents: LogContents
  readonly snapshot: EventLogSnapshot
}

/** The range that `Array.prototype.slice` selects from this many rows. */
export function rowsOfSlice(start: number, end: number, size: number): [from: number, to: number] {
  return [start < 0 ? Math.max(0, size + start) : start, end < 0 ? size + end : Math.min(end, size)]
}

/**
 * A log at one version, for rendering: each version is another object, so that memoization by identity (React Compiler)
 * works. The store is shared, not copied: later entries are not part of the view, and entries dropped because of
 * `capacity` are missing in the view too.
 */
export class LogView<T> implements EventLog<T> {
  readonly source: EventLog<T>
  readonly version: number
  readonly snapshot: EventLogSnapshot
  readonly #contents: LogContents
  readonly #since: number

  constructor(source: EventLog<T>, { version, contents, snapshot }: ShownPart) {
    this.source = source
    this.version = version
    this.snapshot = snapshot
    this.#contents = contents
    this.#since = contents.inserts.length
  }

  get size(): number {
    return this.snapshot.size
  }

  get first(): number {
    return this.#indexNow(0) ?? this.snapshot.first
  }

  at(index: number): Entry<T> | undefined {
    const { size } = this
    const row = index < 0 ? size + index : index
    if (row < 0 || row >= size) return undefined
    const now = this.#indexNow(row)
    return now === null ? undefined : (this.#contents.store.entry(now) as Entry<T> | undefined)
  }

  slice(start = 0, end = this.size): Entry<T>[] {
    const [from, to] = rowsOfSlice(start, end, this.size)
    const entries: Entry<T>[] = []
    for (let row = from; row < to; row += 1) {
      const entry = this.at(row)
      if (entry) entries.push(entry)
    }
    return entries
  }

  line(index: number): LogLine | undefined {
    return this.source.line(index)
  }

  indexOf(seq: number): number | null {
    return this.source.indexOf(seq)
  }

  widths(start: number, into: Int32Array): void {
    this.source.widths(start, into)
  }

  guessRows(index: number, columns: number): number {
    return this.source.guessRows(index, columns)
  }

  stamps(start: number, times: Float64Array, ranks: Uint8Array): void {
    this.source.stamps(start, times, ranks)
  }

  threadSize(thread: string): number {
    return this.source.threadSize(thread)
  }

  query(query: LogQuery): LogQueryResult {
    return this.source.query(query)
  }

  export(options: LogExportOptions): Promise<Blob> {
    return this.source.export(options)
  }

  seek(seq: number): Promise<number | null> {
    return this.source.seek(seq)
  }

  get subscribe(): (listener: () => void) => () => void {
    return this.source.subscribe
  }

  get getSnapshot(): () => EventLogSnapshot {
    return this.source.getSnapshot
  }

  get getView(): () => EventLog<T> {
    return this.source.getView
  }

  get pause(): () => void {
    return this.source.pause
  }

  get resume(): () => void {
    return this.source.resume
  }

  get clear(): () => void {
    return this.source.clear
  }

  get undoClear(): () => void {
    return this.source.undoClear
  }

  get loadOlder(): () => Promise<number> {
    return this.source.loadOlder
  }

  get releaseOlder(): () => void {
    return this.source.releaseOlder
  }

  get retry(): (gap?: LogGap) => Promise<void> {
    return this.source.retry
  }

  #indexNow(row: number): number | null {
    return this.#contents.inserts.indexNow(this.snapshot.first + row, this.#since)
  }
}
