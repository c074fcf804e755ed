import { within } from '../http/within.ts'
import type { ServerLog } from '../log.ts'
import type { BackendState, BackendStateStore, BackendWrite } from '../store/backend-state-store.ts'
import type { BroadcasterState } from './broadcaster-state.ts'

/** ms between two reads, and how old an answer about the backends may be. */
const interval = 1000
/** ms that an answer about the backends waits for a read. */
const statusPatience = 1000
/** ms that a message waits: before a probe, and for the first read where a process lives for one request. */
const messagePatience = 250
/** ms without an answer after which the store is called again. The stores of this package give up before. */
const callTimeout = 10_000

/** Each request asks for it: most need no promise of their own. */
const atOnce = Promise.resolve()

/** A state and what is under way for it. */
interface Shared {
  state: BroadcasterState
  /** It has changed since it was last written. */
  isChanged: boolean
  writing: Promise<void> | undefined
}

/**
 * The states of the backends in a store that servers share.
 *
 * ```text
 * a change here ──write, unless the version is another──▶ store ──read once a second──▶ the other servers
 *      ▲                        └──the version is another: the state of the store counts──┐
 *      └──────────────────────────────────────────────────────────────────────────────────┘
 * ```
 *
 * While the store fails, each server goes on with what it knows, and writes its changes afterwards. No method rejects.
 */
export class SharedBackends {
  readonly #store: BackendStateStore
  readonly #shared: readonly Shared[]
  readonly #log: ServerLog
  readonly #onAdopted: (state: BroadcasterState, before: BroadcasterState['status']) => void
  #timer: ReturnType<typeof setTimeout> | undefined
  #reading: Promise<void> | undefined
  #readAt = Number.NEGATIVE_INFINITY
  /** Counts the writes that were answered: a read that began before one has an older state. */
  #writes = 0
  #isFailing = false
  /** It was waited for in vain, and has not answered since. */
  #isLate = false
  #isClosed = false

  /**
   * @param states - those that do not belong to this process alone
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

  /** Reads once a second from now on; does nothing when it is called again. */
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
      // Where a module may not start timers, the first request does.
    }
  }

  /** Resolves when the states are at most a second old, or the store failed or does not answer in time. */
  fresh(patience = statusPatience): Promise<void> {
    if (performance.now() - this.#readAt < interval) return atOnce
    return this.#inTime(patience, this.#read())
  }

  /** As {@link fresh}, for a message. */
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

  /** @returns false when another server probes the backend, or it rests longer; true when one has found it well */
  async claim(state: BroadcasterState): Promise<boolean> {
    const shared = this.#find(state)
    const { version, tryTime } = state
    // Further messages of this server do not probe it meanwhile.
    state.startTry()
    if (!shared || state.takeFirstTry() || !state.concernsAll) return true
    // What the store does not know yet cannot be claimed there.
    if (this.#isFailing || this.#isLate || shared.isChanged || version === 0) return true
    const claiming = this.#call(() => this.#store.claim(state.id, version, tryTime))
    const answer = await this.#inTime(
      messagePatience,
      claiming.then((write) => this.#take(shared, write)),
    )
    return state.isAvailable || (answer ?? true)
  }

  /** Resolves when the changes and counts are written, or cannot be written, or after a time in ms. */
  async written(ms: number): Promise<void> {
    const writes = this.#shared.map(({ writing }) => writing)
    const counts = this.#hasCounts ? (this.#reading ?? Promise.resolve()).then(() => this.#read()) : undefined
    await this.#inTime(ms, Promise.all([...writes, counts]))
  }

  /** Writes what is not written yet. */
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
      // Its answer is newer.
      if (shared.writing) continue
      const isNewer = now.version > shared.state.version
      // A lower version is one of a store that was emptied.
      if (isNewer || (now.version !== shared.state.version && writes === this.#writes)) {
        this.#adopt(shared, now, isFirst)
      } else if (shared.isChanged) this.changed(shared.state)
    }
  }

  /** Writes until the state has not changed meanwhile; after a failure the next read goes on. */
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
      const late = () => new Error(`The store did not answer within ${callTimeout} ms.`)
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

  /** @returns undefined after a time in ms, and at once while the store does not answer */
  async #inTime<T>(ms: number, work: Promise<T>): Promise<T | undefined> {
    if (this.#isFailing || this.#isLate) return undefined
    const late = () => {
      this.#isLate = true
      return new Error('late')
    }
    return within(ms, work, late).catch(() => undefined)
  }
}
