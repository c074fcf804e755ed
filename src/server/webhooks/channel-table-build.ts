import { atMost } from '../http/within.ts'
import type { ServerLog } from '../log.ts'
import type { Broadcaster } from '../broadcaster/broadcaster.ts'
import type { StoredWork } from '../background-work.ts'
import type { OccupancyStore } from '../store/occupancy-store.ts'
import type { WebhookEvent } from '../../protocol/index.ts'

/** ms until the backend is requested again after a failure. */
const retryDelay = 60_000
/** Number of events per write. */
const eventsAtOnce = 1000

/**
 * Reads the occupied channels from the backend once in the lifetime of a store, because webhooks report only changes.
 */
export class ChannelTableBuild implements StoredWork {
  readonly #occupancy: OccupancyStore
  readonly #occupied: NonNullable<Broadcaster['occupied']>
  readonly #now: () => number
  readonly #log: ServerLog
  #building: Promise<void> | undefined
  #timer: ReturnType<typeof setTimeout> | undefined
  /** A time of `performance.now()`. */
  #dueAt = Number.NEGATIVE_INFINITY
  #isClosed = false
  /** True when the last attempt failed. */
  #isFailing = false

  constructor(
    occupancy: OccupancyStore,
    occupied: NonNullable<Broadcaster['occupied']>,
    now: () => number,
    log: ServerLog,
  ) {
    this.#occupancy = occupancy
    this.#occupied = occupied
    this.#now = now
    this.#log = log
  }

  start(): void {
    if (this.#timer === undefined) this.#buildIn(0)
  }

  #buildIn(ms: number): void {
    try {
      this.#timer = setTimeout(() => void this.#build(), ms)
      // The timer must not keep a process alive.
      ;(this.#timer as { unref?: () => void }).unref?.()
    } catch {
      // On platforms where a module may not start timers, the first request starts them.
    }
  }

  #build(): Promise<void> {
    if (this.#isClosed || performance.now() < this.#dueAt) return Promise.resolve()
    return (this.#building ??= this.#read().finally(() => (this.#building = undefined)))
  }

  async #read(): Promise<void> {
    let hasBegun = false
    try {
      hasBegun = await this.#occupancy.beginBuild()
      if (hasBegun) {
        await this.#apply()
        await this.#occupancy.endBuild(true)
      }
      this.#dueAt = Number.POSITIVE_INFINITY
    } catch (error) {
      if (!this.#isFailing) {
        this.#log('error', 'occupied channels could not be read from the backend', {
          reason: error instanceof Error ? error.message : 'unknown',
        })
      }
      this.#isFailing = true
      this.#dueAt = performance.now() + retryDelay
      if (hasBegun) await this.#occupancy.endBuild(false).catch(() => {})
      // Only after `start`.
      if (this.#timer !== undefined && !this.#isClosed) this.#buildIn(retryDelay)
    }
  }

  async #apply(): Promise<void> {
    // The time before the request: later events are newer.
    const timeMs = this.#now()
    const channels = await this.#occupied()
    const events = channels.flatMap(({ channel, members }): WebhookEvent[] => [
      { name: 'channel_occupied', channel },
      ...members.map((userId) => ({ name: 'member_added' as const, channel, user_id: userId })),
    ])
    for (let done = 0; done < events.length; done += eventsAtOnce) {
      await this.#occupancy.apply(events.slice(done, done + eventsAtOnce), timeMs)
    }
    this.#log('info', 'occupied channels read from the backend', { channels: channels.length })
  }

  async settled(ms: number): Promise<void> {
    await atMost(ms, Promise.resolve(this.#building))
  }

  async catchUp(ms: number): Promise<number> {
    await atMost(ms, this.#build())
    return 0
  }

  async close(): Promise<void> {
    this.#isClosed = true
    clearTimeout(this.#timer)
    await atMost(1000, Promise.resolve(this.#building))
  }
}
