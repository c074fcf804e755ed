import type { ServerLog } from '../log.ts'
import { leaseLifetime } from '../store/cursor-store.ts'
import type { AppendRequest, AppendResult, EventStore } from '../store/event-store.ts'
import type { BroadcastCursor, CursorStore } from '../store/cursor-store.ts'
import type { BroadcastPosition } from './channel-queue.ts'

export interface BroadcastLeasesOptions {
  cursors: CursorStore
  store: Pick<EventStore, 'append'>
  log: ServerLog
  /**
   * Called for a channel whose lease this server has and which has events above the cursor; these may be known
   * already.
   */
  onWaiting: (cursor: BroadcastCursor) => void
  /** Called when another server takes over the channel. */
  onLost: (channel: string) => void
  /** False while further channels could not be broadcast either. */
  canClaim: () => boolean
}

/** A lease is renewed before a call when less than this is left, ms, because the call takes time. */
const renewBefore = 1500
/** ms in which cursors are collected for one write. */
const writeDelay = 20
/** Maximum number of cursors per write, and of channels per claim. */
export const cursorsAtOnce = 200
/** ms between two searches for channels whose server has ended. */
const claimInterval = 500
/** ms until a failed write of cursors is repeated. */
const retryDelay = 500

/** The lease of one channel, and how far the channel is broadcast. */
interface Lease {
  position: BroadcastPosition
  /** A time of `performance.now()`; no other server broadcasts the channel before it. */
  validUntil: number
  /** Number of appends in progress. Their responses may arrive after the lease was released. */
  appends: number
  /** True when the position is not written yet. */
  isDirty: boolean
  isHeld: boolean
}

/**
 * The channels that this server broadcasts, for a store that several servers share. A lease is taken by an append, or
 * when the channel's server has ended. It is renewed before a call when it is about to expire, and released when all
 * events of the channel are broadcast.
 */
export class BroadcastLeases {
  readonly #options: BroadcastLeasesOptions
  readonly #holder = crypto.randomUUID()
  readonly #leases = new Map<string, Lease>()
  #timer: ReturnType<typeof setTimeout> | undefined
  #searching: ReturnType<typeof setTimeout> | undefined
  #writing: Promise<void> | undefined
  #claiming: Promise<number> | undefined
  #isClosed = false
  /** True when the last access to the store failed. */
  #isFailing = false

  constructor(options: BroadcastLeasesOptions) {
    this.#options = options
  }

  /** Number of channels whose lease or position is in memory. */
  get size(): number {
    return this.#leases.size
  }

  /**
   * Appends, and takes the channel's lease if it is free.
   *
   * @returns `cursor`, the `seq` above which this server broadcasts the channel; null when another server broadcasts
   * it
   */
  async append(request: AppendRequest): Promise<AppendResult & { cursor: number | null }> {
    const { channel } = request
    const startedAt = performance.now()
    const lease = this.#leaseOf(channel)
    lease.appends++
    try {
      const { cursor = null, ...result } = await this.#options.store.append({
        ...request,
        holder: this.#holder,
      })
      if (result.repeated) return { ...result, cursor: null }
      if (cursor === null) this.#lose(channel, lease)
      else this.#hold(lease, { epoch: result.epoch, seq: cursor }, startedAt)
      return { ...result, cursor: cursor === null ? null : lease.position.seq }
    } finally {
      lease.appends--
      this.#forget(channel, lease)
    }
  }

  /**
   * Broadcasts a channel that may have pending events, such as after a repeated append, unless another server does.
   */
  async resume(channel: string): Promise<void> {
    try {
      await this.#advance([channel])
    } catch (error) {
      this.#failed(error)
    }
  }

  /** Stops broadcasting a channel. Its lease expires. */
  abandon(channel: string): void {
    const lease = this.#leases.get(channel)
    if (!lease) return
    lease.isHeld = false
    lease.isDirty = false
    this.#forget(channel, lease)
  }

  /** Called when events of a channel were broadcast or skipped. */
  broadcast(channel: string, position: BroadcastPosition): void {
    const lease = this.#leases.get(channel)
    if (!lease) return
    lease.position = position
    lease.isDirty = true
    this.#writeSoon()
  }

  /**
   * Renews the leases that are about to expire, before a call.
   *
   * @returns the positions of the channels that this server may still broadcast
   * @throws StoreError when the store cannot be reached
   */
  async confirm(channels: readonly string[]): Promise<ReadonlyMap<string, BroadcastPosition>> {
    const now = performance.now()
    const due = channels.filter((channel) => {
      const lease = this.#leases.get(channel)
      return !lease?.isHeld || lease.validUntil - now < renewBefore
    })
    if (due.length > 0) await this.#advance(due)
    const held = new Map<string, BroadcastPosition>()
    for (const channel of channels) {
      const lease = this.#leases.get(channel)
      if (lease?.isHeld) held.set(channel, lease.position)
    }
    return held
  }

  /** Searches twice a second for channels whose server has ended. Only the first call has an effect. */
  start(): void {
    if (this.#searching !== undefined || this.#isClosed) return
    const search = async () => {
      try {
        if (this.#options.canClaim()) await this.claim()
      } catch (error) {
        this.#failed(error)
      }
      if (!this.#isClosed) this.#searchIn(claimInterval, search)
    }
    try {
      this.#searchIn(0, search)
    } catch {
      // On platforms where a module may not start timers, the first request starts them.
    }
  }

  #searchIn(ms: number, search: () => Promise<void>): void {
    this.#searching = setTimeout(() => void search(), ms)
    // The search must not keep a process alive.
    ;(this.#searching as { unref?: () => void }).unref?.()
  }

  /**
   * Takes the leases of channels with pending events that no server broadcasts, up to a maximum number at a time.
   *
   * @returns number of their pending events
   * @throws StoreError when the store cannot be reached
   */
  claim(): Promise<number> {
    return (this.#claiming ??= this.#claim().finally(() => (this.#claiming = undefined)))
  }

  async #claim(): Promise<number> {
    const startedAt = performance.now()
    const found = await this.#options.cursors.claim(this.#holder, cursorsAtOnce)
    this.#isFailing = false
    for (const cursor of found) {
      this.#hold(this.#leaseOf(cursor.channel), cursor, startedAt)
      this.#options.onWaiting(cursor)
    }
    const events = found.reduce((sum, { seq, lastSeq }) => sum + lastSeq - seq, 0)
    if (events > 0) {
      this.#options.log('info', 'broadcasting what another server left', { channels: found.length, events })
    }
    return events
  }

  /** Writes the cursors and releases all leases. Never rejects. */
  async close(): Promise<void> {
    this.#isClosed = true
    clearTimeout(this.#timer)
    clearTimeout(this.#searching)
    try {
      await this.#claiming?.catch(() => 0)
      await this.#writing
      await this.#write()
      await this.#options.cursors.release(this.#holder)
    } catch (error) {
      this.#failed(error)
    }
  }

  #leaseOf(channel: string): Lease {
    const known = this.#leases.get(channel)
    if (known) return known
    const position = { epoch: '', seq: 0 }
    const lease = { position, validUntil: 0, appends: 0, isDirty: false, isHeld: false }
    this.#leases.set(channel, lease)
    return lease
  }

  #hold(lease: Lease, { epoch, seq }: BroadcastPosition, startedAt: number): void {
    // The store may not have the newest position yet.
    const isBehind = lease.position.epoch === epoch && lease.position.seq > seq
    if (!isBehind) lease.position = { epoch, seq }
    lease.validUntil = startedAt + leaseLifetime
    lease.isHeld = true
  }

  #lose(channel: string, lease: Lease): void {
    const wasHeld = lease.isHeld
    lease.isHeld = false
    lease.isDirty = false
    if (wasHeld) this.#options.onLost(channel)
    this.#forget(channel, lease)
  }

  #forget(channel: string, lease: Lease): void {
    if (lease.isHeld || lease.appends > 0 || lease.isDirty) return
    if (this.#leases.get(channel) === lease) this.#leases.delete(channel)
  }

  #writeSoon(): void {
    if (this.#writing) return
    // An event that was published after the server was closed.
    if (this.#isClosed) return void this.#write().catch((error: unknown) => this.#failed(error))
    this.#timer ??= setTimeout(
      () => {
        this.#timer = undefined
        this.#writing = this.#write()
          .catch((error: unknown) => this.#failed(error))
          .finally(() => {
            this.#writing = undefined
            if (this.#dirty().length > 0) this.#writeSoon()
          })
      },
      this.#isFailing ? retryDelay : writeDelay,
    )
  }

  #dirty(): string[] {
    const channels: string[] = []
    for (const [channel, { isDirty }] of this.#leases) {
      if (isDirty && channels.push(channel) === cursorsAtOnce) break
    }
    return channels
  }

  async #write(): Promise<void> {
    const channels = this.#dirty()
    if (channels.length > 0) await this.#advance(channels)
  }

  /** Resolves when all cursors are written, or could not be written. */
  async written(): Promise<void> {
    while (this.#dirty().length > 0 && !this.#isFailing) {
      if (this.#writing) await this.#writing
      else await this.#write().catch((error: unknown) => this.#failed(error))
    }
  }

  /** Writes the positions of channels and renews their leases. */
  async #advance(channels: readonly string[]): Promise<void> {
    const startedAt = performance.now()
    const sent = new Map(
      channels.map((channel) => {
        const lease = this.#leaseOf(channel)
        lease.isDirty = false
        return [channel, lease] as const
      }),
    )
    const positions = [...sent].map(([channel, { position }]) => ({ channel, ...position }))
    let cursors: readonly BroadcastCursor[]
    try {
      cursors = await this.#options.cursors.advance(this.#holder, positions)
    } catch (error) {
      for (const [channel, lease] of sent) {
        lease.isDirty = lease.isHeld
        this.#forget(channel, lease)
      }
      throw error
    }
    this.#isFailing = false
    for (const cursor of cursors) {
      const lease = sent.get(cursor.channel)
      if (!lease) continue
      sent.delete(cursor.channel)
      this.#hold(lease, cursor, startedAt)
      if (cursor.seq < cursor.lastSeq) {
        // An append in progress adds its events itself.
        if (lease.appends === 0) this.#options.onWaiting(cursor)
      } else {
        lease.isHeld = false
        this.#forget(cursor.channel, lease)
      }
    }
    for (const [channel, lease] of sent) this.#lose(channel, lease)
  }

  #failed(error: unknown): void {
    if (this.#isFailing) return
    this.#isFailing = true
    const reason = error instanceof Error ? error.message : 'unknown'
    this.#options.log('error', 'broadcast cursors could not be written or read', { reason })
  }
}
