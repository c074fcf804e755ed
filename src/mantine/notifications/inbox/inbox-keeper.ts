import type { InboxStorage } from './inbox-storage.ts'
import { parseInbox, type StoredInbox } from './stored-inbox.ts'

/** What the keeper reads from and writes for. */
export interface KeptInbox {
  merge: (stored: StoredInbox) => void
  content: () => StoredInbox
  /** `isLoading` or `loadError` is another one. */
  stateChanged: () => void
  onError: ((error: Error) => void) | undefined
}

/** How long changes gather before they are written, ms. */
const writeDelay = 250
/** Until a store that failed is asked again, ms: doubled every time, up to the longest. */
const firstRetry = 1000
const longestRetry = 30_000

/**
 * Keeps an inbox in storage. What storage holds is read and merged before every write, so that no tab writes over
 * another, and so that nothing is lost to a storage that could not be read.
 *
 *     loading ── answered ──► ready ◄──────────── answered ── loading ◄── retry, 1 s, 2 s … 30 s
 *        └────── failed ────► loadError, while somebody listens ──────────────┘
 *
 *     changed ── 250 ms ──► read ──► merge ──► write ── changed meanwhile ──► 250 ms …
 *                             └── failed ──────┴──► said once, tried again with the next change
 */
export class InboxKeeper {
  /** What storage holds is not known yet. */
  isLoading = true
  /** Why a store that takes its time could not be read. One that throws at once is blocked for good. */
  loadError: Error | null = null
  /** Storage has answered once. */
  private hasRead = false
  private writeTimer: ReturnType<typeof setTimeout> | undefined
  private retryTimer: ReturnType<typeof setTimeout> | undefined
  private retries = 0
  private isSubscribed = false
  private saving = false
  private dirty = false
  private failing = false
  private readonly storage: InboxStorage
  private readonly inbox: KeptInbox

  constructor(storage: InboxStorage, inbox: KeptInbox) {
    this.storage = storage
    this.inbox = inbox
  }

  /** Reads and merges, in the same tick if storage answers at once; resolves once it has, or has failed. */
  load(): Promise<void> {
    clearTimeout(this.retryTimer)
    this.isLoading = true
    this.inbox.stateChanged()
    return new Promise((resolve) => this.read(() => resolve()))
  }

  /** Writes, in a while. */
  changed(): void {
    if (this.saving) this.dirty = true
    else this.writeTimer ??= setTimeout(() => this.save(), writeDelay)
  }

  /** Writes what waits, now: the page may be about to go. */
  flush(): void {
    if (this.writeTimer === undefined) return
    clearTimeout(this.writeTimer)
    this.save()
  }

  /** Merges what other tabs write, and retries a store that failed. Returns a function that unsubscribes. */
  subscribe(): () => void {
    const stop = this.storage.subscribe(() => this.read())
    const flush = () => this.flush()
    // A reload, a closed tab, and a phone that puts the browser away.
    window.addEventListener('pagehide', flush)
    document.addEventListener('visibilitychange', flush)
    this.isSubscribed = true
    if (this.loadError) void this.load()
    return () => {
      stop()
      window.removeEventListener('pagehide', flush)
      document.removeEventListener('visibilitychange', flush)
      flush()
      this.isSubscribed = false
      clearTimeout(this.retryTimer)
    }
  }

  private read(done: (succeeded: boolean) => void = () => {}): void {
    const merge = (stored: string | null) => this.inbox.merge(parseInbox(stored))
    this.attempt(
      () => whenThere(this.storage.read(), merge),
      (error, isBlocked) => {
        this.isLoading = false
        this.hasRead ||= error === null
        if (error === null) this.retries = 0
        this.loadError = this.hasRead || isBlocked ? null : error
        if (this.loadError) this.retryLater()
        this.inbox.stateChanged()
        done(error === null)
      },
    )
  }

  private retryLater(): void {
    if (!this.isSubscribed) return
    clearTimeout(this.retryTimer)
    this.retryTimer = setTimeout(
      () => void this.load(),
      Math.min(longestRetry, firstRetry * 2 ** this.retries),
    )
    this.retries += 1
  }

  private save(): void {
    this.writeTimer = undefined
    this.saving = true
    const finish = (succeeded: boolean) => {
      if (succeeded) this.failing = false
      this.saving = false
      if (!this.dirty) return
      this.dirty = false
      this.changed()
    }
    this.read((succeeded) => {
      if (!succeeded) return finish(false)
      const content = JSON.stringify(this.inbox.content())
      this.attempt(
        () => this.storage.write(content),
        (error) => finish(error === null),
      )
    })
  }

  /** Answers with null, or with what went wrong and whether it did so at once. */
  private attempt(
    access: () => void | Promise<void>,
    answer: (error: Error | null, isBlocked: boolean) => void,
  ): void {
    try {
      const pending = access()
      if (pending) {
        pending.then(
          () => answer(null, false),
          (cause: unknown) => answer(this.failed(cause), false),
        )
        return
      }
    } catch (cause) {
      answer(this.failed(cause), true)
      return
    }
    answer(null, false)
  }

  private failed(cause: unknown): Error {
    const error = new Error(
      'Expected to keep notifications in storage, but it is blocked or full. They stay in memory until it works again.',
      { cause },
    )
    if (!this.failing) this.inbox.onError?.(error)
    this.failing = true
    return error
  }
}

function whenThere<T>(value: T | Promise<T>, use: (value: T) => void): void | Promise<void> {
  return value instanceof Promise ? value.then(use) : use(value)
}
