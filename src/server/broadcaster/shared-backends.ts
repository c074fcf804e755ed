import { within } from '../http/within.ts'
import type { ServerLog } from '../log.ts'
import type { BackendState, BackendStateStore, BackendWrite } from '../store/backend-state-store.ts'
import type { BroadcasterState } from './broadcaster-state.ts'

/** ms between two reads, and the maximum age of a report about the backends. */
const interval = 1000
/** Maximum time that a report about the backends waits for a read, ms. */
const statusPatience = 1000
/**
 * Maximum time that a message waits, ms: before a probe, and for the first read in a process that lives for one
 * request.
 */
const messagePatience = 250
/** Timeout after which the store is called again, ms. The stores of this package have shorter timeouts. */
const callTimeout = 10_000

/** Shared by all requests, because most of them need no separate promise. */
const atOnce = Promise.resolve()

/** A state, and its pending operations. */
interface Shared {
  state: BroadcasterState
  /** True when it has changed since the last write. */
  isChanged: boolean
  writing: Promise<void> | undefined
}

/**
 * The states of the backends in a store that several servers share.
 *
 * ```text
 * a change here ──write, unless the version is another──▶ store ──read once a second──▶ the other servers
 *      ▲                        └──the version is another: the state of the store counts──┐
 *      └──────────────────────────────────────────────────────────────────────────────────┘
 * ```
 *
 * When the store fails, each server continues with its own state and writes its changes later. No method rejects.
 */
export class SharedBackends {
  readonly #store: BackendStateStore
  readonly #shared: readonly Shared[]
  readonly #log: ServerLog
  readonly #onAdopted: (state: BroadcasterState, before: BroadcasterState['status']) => void
  #timer: ReturnType<typeof setTimeout> | undefined
  #reading: Promise<void> | undefined
  #readAt = Number.NEGATIVE_INFINITY
  /** Number of completed writes. A read that began before a write returns an older state. */
  #writes = 0
  #isFailing = false
  /** True when a call timed out and has not completed since. */
  #isLate = false
  #isClosed = false

  /**
   * @param states - the states to share
   * @param onAdopted - called when another server has changed a state
   */
  constructor(
    store: BackendStateStore,
    states: readonly BroadcasterState[],
    log: ServerLog,
    onAdopted: (state: BroadcasterState, before: BroadcasterState['status']) => void,
  ) {
    this.#store = store
    this.#shared = states.map((state) => ({ state, isChanged: false, writing: undefined }))
    this.#log = log
    this.#onAdopted = onAdopted
  }

  /** Starts reading once a second. Only the first call has an effect. */
  start(): void {
    if (this.#timer !== undefined || this.#isClosed) return
    const next = async () => {
      await this.#read()
      if (!this.#isClosed) schedule(interval)
    }
    const schedule = (ms: number) => {
      this.#timer = setTimeout(() => void next(), ms)
      // The reads must not keep a process alive.
      ;(this.#timer as { unref?: () => void }).unref?.()
    }
    try {
      schedule(0)
    } catch {
      // On platforms where a module may not start timers, the first request starts them.
    }
  }

  /** Resolves when the states are at most a second old, or when the store fails or does not respond in time. */
  fresh(patience = statusPatience): Promise<void> {
    if (performance.now() - this.#readAt < interval) return atOnce
    return this.#inTime(patience, this.#read())
  }

  /** Like {@link fresh}, for a message. */
  ready(): Promise<void> {
    return this.fresh(messagePatience)
  }

  /** Writes a state that has changed. */
  changed(state: BroadcasterState): void {
    const shared = this.#find(state)
    if (!shared || !state.concernsAll) return
    shared.isChanged = true
    shared.writing ??= this.#write(shared).finally(() => (shared.writing = undefined))
  }

  /**
   * @returns false when another server probes the backend, or its pause is longer; true when a server found it
   * available
   */
  async claim(state: BroadcasterState): Promise<boolean> {
    const shared = this.#find(state)
    const { version, tryTime } = state
    // Further messages of this server do not probe it meanwhile.
    state.startTry()
    if (!shared || state.takeFirstTry() || !state.concernsAll) return true
    // A change that is not written yet cannot be claimed.
    if (this.#isFailing || this.#isLate || shared.isChanged || version === 0) return true
    const claiming = this.#call(() => this.#store.claim(state.id, version, tryTime))
    const answer = await this.#inTime(
      messagePatience,
      claiming.then((write) => this.#take(shared, write)),
    )
    return state.isAvailable || (answer ?? true)
  }

  /** Resolves when the changes and counts are written, when they cannot be written, or after a timeout in ms. */
  async written(ms: number): Promise<void> {
    const writes = this.#shared.map(({ writing }) => writing)
    const counts = this.#hasCounts ? (this.#reading ?? Promise.resolve()).then(() => this.#read()) : undefined
    await this.#inTime(ms, Promise.all([...writes, counts]))
  }

  /** Writes all pending changes. */
  async close(): Promise<void> {
    this.#isClosed = true
    clearTimeout(this.#timer)
    await this.written(statusPatience)
  }

  get #hasCounts(): boolean {
    return this.#shared.some(({ state: { newCounts } }) => newCounts.messages > 0 || newCounts.errors > 0)
  }

  #find(state: BroadcasterState): Shared | undefined {
    return this.#shared.find((shared) => shared.state === state)
  }

  #read(): Promise<void> {
    return (this.#reading ??= this.#readOnce().finally(() => (this.#reading = undefined)))
  }

  async #readOnce(): Promise<void> {
    const writes = this.#writes
    const startedAt = performance.now()
    const counts = this.#shared.map(({ state }) => state.newCounts)
    const stored = await this.#call(() => this.#store.read(counts))
    if (!stored) return
    const isFirst = this.#readAt === Number.NEGATIVE_INFINITY
    this.#readAt = startedAt
    for (const [index, shared] of this.#shared.entries()) {
      const now = stored[index]
      const added = counts[index]
      if (!now || !added) continue
      shared.state.count(now, added)
      // The result of that write is newer.
      if (shared.writing) continue
      const isNewer = now.version > shared.state.version
      // A lower version means that the store was emptied.
      if (isNewer || (now.version !== shared.state.version && writes === this.#writes)) {
        this.#adopt(shared, now, isFirst)
      } else if (shared.isChanged) this.changed(shared.state)
    }
  }

  /** Writes until the state has no newer changes. After a failure, the next read continues. */
  async #write(shared: Shared): Promise<void> {
    while (shared.isChanged) {
      shared.isChanged = false
      const write = await this.#call(() => this.#store.write(shared.state.change))
      if (!write) {
        shared.isChanged = true
        return
      }
      this.#take(shared, write)
    }
  }

  /** @returns whether it was written */
  #take(shared: Shared, write: BackendWrite | undefined): boolean | undefined {
    if (!write) return undefined
    this.#writes++
    if (write.written) shared.state.wrote(write.state)
    else this.#adopt(shared, write.state)
    return write.written
  }

  #adopt(shared: Shared, stored: BackendState, hasStarted = false): void {
    const before = shared.state.status
    shared.isChanged = false
    shared.state.adopt(stored, hasStarted)
    this.#onAdopted(shared.state, before)
  }

  /** @returns undefined when the store failed */
  async #call<T>(work: () => Promise<T>): Promise<T | undefined> {
    try {
      const late = () => new Error(`The store did not respond within ${callTimeout} ms.`)
      // A store may throw synchronously.
      const result = await within(callTimeout, (async () => work())(), late)
      if (this.#isFailing) this.#log('info', 'state of the backends is shared again')
      this.#isFailing = false
      this.#isLate = false
      return result
    } catch (error) {
      if (this.#isFailing) return undefined
      this.#isFailing = true
      const reason = error instanceof Error && error.message !== '' ? error.message : 'unknown'
      this.#log('error', 'state of the backends could not be shared', { reason })
      return undefined
    }
  }

  /** @returns undefined after a timeout in ms, and immediately while the store does not respond */
  async #inTime<T>(ms: number, work: Promise<T>): Promise<T | undefined> {
    if (this.#isFailing || this.#isLate) return undefined
    const late = () => {
      this.#isLate = true
      return new Error('late')
    }
    return within(ms, work, late).catch(() => undefined)
  }
}
