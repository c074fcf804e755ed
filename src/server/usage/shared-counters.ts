import { within } from '../http/within.ts'
import type { ServerLog } from '../log.ts'
import type { CounterBatch, CounterQuery, CounterReport, CounterStore } from '../store/counter-store.ts'
import { StoreError } from '../store/store-error.ts'
import { BatchMaker, PendingCounts } from './pending-counts.ts'
import type { Counted, Period, WaitingBatch } from './pending-counts.ts'
import type { SharedNames } from './shared-names.ts'

/** Maximum ms between a count and the write that stores it. */
const pause = 500
/** ms between a failed write and the next attempt. */
const pauseAfterFailure = 1000
/** Maximum duration of a write, ms. */
const longestWrite = 10_000
/** Maximum ms that a report waits for a write, and for a read. */
const longestRead = 2000
/** Maximum ms that closing waits for the last write. */
const longestClose = 5000

/** Called after counts of a group are stored. */
type OnStored = () => Promise<void>

/**
 * Collects counts in memory and writes them to a store within half a second. While the store is unreachable,
 * {@link PendingCounts} keeps them. A batch keeps its number until it is stored, so that a batch whose response was lost
 * is counted once.
 */
export class SharedCounters {
  readonly #store: CounterStore
  readonly #log: ServerLog
  readonly #writer = crypto.randomUUID()
  readonly #pending = new PendingCounts()
  readonly #maker = new BatchMaker()
  readonly #names = new Map<string, SharedNames>()
  readonly #onStored = new Map<string, OnStored>()
  /** Stored groups whose callback has not been called yet, or has failed. */
  readonly #stored = new Set<string>()
  /** A period whose names have not been checked against the limit yet. */
  #taken: Period | undefined
  #batches: WaitingBatch[] = []
  #number = 1
  #running: Promise<boolean> | undefined
  #timer: ReturnType<typeof setTimeout> | undefined
  #isFailing = false

  constructor(store: CounterStore, log: ServerLog) {
    this.#store = store
    this.#log = log
  }

  /** Limits the number of names in a group. */
  limit(group: string, names: SharedNames): void {
    this.#names.set(group, names)
  }

  /** @param callback - called again later if it rejects */
  onStored(group: string, callback: OnStored): void {
    this.#onStored.set(group, callback)
  }

  count(counted: Counted): void {
    this.#pending.count(counted)
    if (!this.#running) this.#schedule(pause)
  }

  /** Writes pending counts at the end of a request. Waits at most a time in ms, and not at all while the store fails. */
  async settled(ms: number): Promise<void> {
    const written = this.#write()
    if (!this.#isFailing) await within(Math.max(0, ms), written, late).catch(() => {})
  }

  /** Reads a range, including all counts of this process. @throws StoreError when that is not possible */
  async read(query: CounterQuery): Promise<CounterReport> {
    const isWritten = this.#isFailing ? false : await within(longestRead, this.#write(), late)
    if (!isWritten) throw late()
    return this.readStored(query)
  }

  /** Reads the stored counts. @throws StoreError when the store cannot be reached */
  readStored(query: CounterQuery): Promise<CounterReport> {
    return within(longestRead, (async () => this.#store.read(query))(), late)
  }

  /** Returns true in only one of all servers. @throws StoreError when the store cannot be reached */
  first(mark: string): Promise<boolean> {
    return within(longestWrite, (async () => this.#store.first(mark, this.#writer))(), late)
  }

  /** Writes pending counts. Never rejects. */
  async close(): Promise<void> {
    await within(longestClose, this.#write(), late).catch(() => {})
    clearTimeout(this.#timer)
  }

  #schedule(ms: number): void {
    if (this.#timer !== undefined) return
    this.#timer = setTimeout(() => {
      this.#timer = undefined
      void this.#write()
    }, ms)
    ;(this.#timer as { unref?: () => void }).unref?.()
  }

  /** Writes the counts from before the call. @returns true when all of them are stored */
  async #write(): Promise<boolean> {
    // A running write may have begun before the counts of the caller.
    await this.#running
    this.#running ??= this.#writeAll().finally(() => {
      this.#running = undefined
      if (this.#isFailing) this.#schedule(pauseAfterFailure)
      else if (!this.#pending.isEmpty) this.#schedule(pause)
    })
    return this.#running
  }

  async #writeAll(): Promise<boolean> {
    try {
      await this.#writeBatches()
      for (const group of this.#stored) {
        await this.#onStored.get(group)?.()
        this.#stored.delete(group)
      }
      if (this.#isFailing) this.#log('info', 'counters are stored again')
      this.#isFailing = false
      return true
    } catch (error) {
      const reason = error instanceof Error ? error.message : 'unknown'
      if (!this.#isFailing) {
        this.#log('warn', 'counters could not be stored, they wait in memory', { reason })
      }
      this.#isFailing = true
      return false
    }
  }

  async #writeBatches(): Promise<void> {
    // Counts that arrive during the write belong to the next one.
    const begun = performance.now()
    for (;;) {
      const [batch] = this.#batches
      if (batch) {
        const age = performance.now() - batch.startedAt
        await this.#add({ number: this.#number, deltas: batch.deltas.map((delta) => ({ ...delta, age })) })
        for (const { group } of batch.deltas) this.#stored.add(group)
        this.#batches.shift()
        this.#number++
        continue
      }
      this.#taken ??= this.#pending.take(begun)
      if (!this.#taken) return
      this.#batches = await this.#batchesOf(this.#taken)
      this.#taken = undefined
    }
  }

  /** A write that times out may still be stored. In this case the store ignores the repeated batch. */
  #add(batch: Omit<CounterBatch, 'writer'>): Promise<void> {
    return within(longestWrite, (async () => this.#store.add({ writer: this.#writer, ...batch }))(), late)
  }

  async #batchesOf(period: Period): Promise<WaitingBatch[]> {
    for (const [group, names] of this.#names) {
      await names.admit([...period.counters()].filter((counter) => counter.group === group))
    }
    return this.#maker.batchesOf(
      period,
      (counter) => this.#names.get(counter.group)?.rename(counter) ?? counter,
    )
  }
}

function late(): StoreError {
  return new StoreError('store_unavailable', 'Expected the store to answer for its counters but it did not.')
}
