import type { EventLog, LogQuery, LogQueryResult, LogQuerySnapshot } from '../../../index.ts'
import type { PaintGate } from './paint-gate.ts'

const nothing: LogQuerySnapshot = { first: 0, end: 0, lines: 0, done: true, error: null }

/** A query that runs while it has a listener. */
export class LiveQuery {
  readonly #log: EventLog
  readonly #query: LogQuery | null
  readonly #gate: PaintGate
  #result: LogQueryResult | null = null
  #listeners = 0

  /** @param query - null finds nothing */
  constructor(log: EventLog, query: LogQuery | null, gate: PaintGate) {
    this.#log = log
    this.#query = query
    this.#gate = gate
  }

  get result(): LogQueryResult | null {
    return this.#result
  }

  subscribe = (listener: () => void): (() => void) => {
    if (!this.#query) return () => {}
    this.#result ??= this.#log.query(this.#query)
    this.#listeners += 1
    const stop = this.#gate.through(this.#result.subscribe)(listener)
    return () => {
      stop()
      this.#listeners -= 1
      if (this.#listeners > 0) return
      this.#result?.dispose()
      this.#result = null
    }
  }

  getSnapshot = (): LogQuerySnapshot => this.#result?.getSnapshot() ?? nothing
}
