import type { EventLogOptions, EventLogStatus, LogGap } from './event-log-types.ts'
import type { KitCore } from '../core/kit-core.ts'
import { ChannelFeed } from './feed/channel-feed.ts'
import type { FilteredLog } from './feed/filtered-log.ts'
import { LogContents } from './store/log-contents.ts'
import type { OlderPages } from './reader/older-pages.ts'

/** How long a log without readers is kept, ms, so that a layout change does not fetch it again. */
const releaseDelay = 1000

/** The source of a log's entries. */
export interface LogSource {
  readonly status: EventLogStatus
  readonly isLoading: boolean
  readonly error: Error | null
  /** Changes when the server resets its numbers; null before the first one. */
  readonly epoch: string | null
  readonly older: OlderPages
  retry(gap?: LogGap): Promise<void>
}

/** A log that several readers share. */
export interface SharedLog {
  readonly contents: LogContents
  readonly source: LogSource | null
  /** The status of a log without a source. */
  readonly status?: EventLogStatus
  /** Releases one reference. */
  release(): void
}

/** The logs of one kit: one feed per channel, and one log per requested event. */
export class SharedLogs {
  readonly #core: KitCore
  readonly #channels = new Map<string, SharedChannel>()

  constructor(core: KitCore) {
    this.#core = core
  }

  acquire(options: EventLogOptions): SharedLog {
    const { channel } = options
    let shared = this.#channels.get(channel)
    if (!shared) {
      shared = new SharedChannel(this.#core, options, () => this.#channels.delete(channel))
      this.#channels.set(channel, shared)
    }
    return shared.acquire(options)
  }

  dispose(): void {
    for (const shared of this.#channels.values()) shared.end()
  }
}

class SharedChannel {
  readonly #feed: ChannelFeed
  readonly #logs = new Map<string | undefined, RefCountedLog>()
  readonly #onEnd: () => void

  constructor(core: KitCore, options: EventLogOptions, onEnd: () => void) {
    this.#feed = new ChannelFeed(core, options)
    this.#onEnd = onEnd
  }

  acquire(options: EventLogOptions): SharedLog {
    const { event, capacity = 0 } = options
    const known = this.#logs.get(event)
    const log = known ?? new RefCountedLog(this.#feed, this.#feed.addLog(options), () => this.#leave(event))
    this.#logs.set(event, log)
    this.#feed.logs.raiseCapacity(capacity)
    log.take()
    this.#feed.start()
    return log
  }

  end(): void {
    for (const log of this.#logs.values()) log.end()
    this.#feed.stop()
    this.#onEnd()
  }

  #leave(event: string | undefined): void {
    this.#logs.delete(event)
    if (this.#logs.size === 0) this.end()
  }
}

class RefCountedLog implements SharedLog, LogSource {
  readonly #feed: ChannelFeed
  readonly #log: FilteredLog
  readonly #onEnd: () => void
  #shares = 0
  #releaseTimer: ReturnType<typeof setTimeout> | null = null
  #hasEnded = false

  constructor(feed: ChannelFeed, log: FilteredLog, onEnd: () => void) {
    this.#feed = feed
    this.#log = log
    this.#onEnd = onEnd
  }

  get source(): LogSource {
    return this
  }

  get contents(): LogContents {
    return this.#log.contents
  }

  get status(): EventLogStatus {
    return this.#feed.statusOf(this.#log)
  }

  get isLoading(): boolean {
    return this.#log.isLoading
  }

  get error(): Error | null {
    return this.#feed.error
  }

  get epoch(): string | null {
    return this.#feed.epoch
  }

  get older(): OlderPages {
    return this.#log.older
  }

  retry(gap?: LogGap): Promise<void> {
    return this.#feed.retry(gap)
  }

  take(): void {
    this.#shares += 1
    this.#cancelRelease()
  }

  release(): void {
    this.#shares -= 1
    if (this.#shares > 0 || this.#hasEnded) return
    this.#releaseTimer = setTimeout(() => {
      this.#feed.logs.delete(this.#log)
      this.#onEnd()
    }, releaseDelay)
  }

  /** Ends the log, even when it still has readers. */
  end(): void {
    this.#hasEnded = true
    this.#cancelRelease()
    this.contents.paint.stop()
  }

  #cancelRelease(): void {
    if (this.#releaseTimer) clearTimeout(this.#releaseTimer)
    this.#releaseTimer = null
  }
}

/** A log without a source, for readers that are not attached, and on a server. */
export function detachedLog(): SharedLog {
  return { contents: new LogContents(1, {}), source: null, release: () => {} }
}
