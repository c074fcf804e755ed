import type { EventLogOptions, EventLogStatus } from '../event-log-types.ts'
import type { KitCore } from '../kit-core.ts'
import { ChannelFeed } from './channel-feed.ts'
import { LogContents } from './log-contents.ts'

/** How long a log without readers is kept, ms: a page that changes its layout does not ask for it again. */
const linger = 1000

/** A log that several readers share. */
export interface SharedLog {
  readonly contents: LogContents
  readonly feed: ChannelFeed | null
  /** Of a log without a feed. */
  readonly status?: EventLogStatus
  /** Gives one share back. */
  release(): void
}

/** The logs of one kit, by channel. */
export class SharedLogs {
  readonly #core: KitCore
  readonly #logs = new Map<string, CountedLog>()

  constructor(core: KitCore) {
    this.#core = core
  }

  acquire(options: EventLogOptions): SharedLog {
    const key = JSON.stringify([options.channel, options.event ?? null])
    let log = this.#logs.get(key)
    if (!log) {
      log = new CountedLog(this.#core, options, () => this.#logs.delete(key))
      this.#logs.set(key, log)
    }
    log.take(options.capacity)
    return log
  }

  dispose(): void {
    for (const log of this.#logs.values()) log.end()
  }
}

class CountedLog implements SharedLog {
  readonly contents: LogContents
  readonly feed: ChannelFeed
  readonly #onEnd: () => void
  #shares = 0
  #lingering: ReturnType<typeof setTimeout> | null = null

  constructor(core: KitCore, options: EventLogOptions, onEnd: () => void) {
    this.contents = new LogContents(options.capacity ?? 100_000, options.columns ?? {})
    this.feed = new ChannelFeed(core, this.contents, options)
    this.#onEnd = onEnd
    this.feed.start()
  }

  take(capacity = 0): void {
    this.#shares += 1
    this.contents.raiseCapacity(capacity)
    if (this.#lingering) clearTimeout(this.#lingering)
    this.#lingering = null
  }

  release(): void {
    this.#shares -= 1
    if (this.#shares > 0) return
    this.#lingering = setTimeout(() => {
      this.end()
    }, linger)
  }

  end(): void {
    if (this.#lingering) clearTimeout(this.#lingering)
    this.feed.stop()
    this.#onEnd()
  }
}

/** A log that nothing feeds: what a reader sees before it is attached, and on a server. */
export function detachedLog(): SharedLog {
  return { contents: new LogContents(1, {}), feed: null, release: () => {} }
}
