import type { InboxStorage } from './inbox-storage.ts'
import { parseInbox, type StoredInbox } from './stored-inbox.ts'

/** The inbox that is persisted. */
export interface PersistedInbox {
  merge: (stored: StoredInbox) => void
  content: () => StoredInbox
  /** Called when `isLoading` or `loadError` has changed. */
  stateChanged: () => void
  onError: ((error: Error) => void) | undefined
}

/** Changes within this time are written together, ms. */
const writeDelay = 250
/** Delay before a failed read is retried, ms: doubled every time, up to the longest. */
const firstRetry = 1000
const longestRetry = 30_000

/**
 * Stores an inbox. The stored content is read and merged before every write, so that no tab overwrites the changes of
 * another, even after a failed read.
 *
 *     loading ── succeeded ──► ready ◄─────── succeeded ── loading ◄── retry, 1 s, 2 s … 30 s
 *        └────── failed ─────► loadError, while there is a listener ──────┘
 *
 *     changed ── 250 ms ──► read ──► merge ──► write ── changed meanwhile ──► 250 ms …
 *                             └── failed ──────┴──► reported once, retried with the next change
 */
export class InboxPersister {
  /** Storage is not read yet. */
  isLoading = true
  /** Why an asynchronous storage could not be read. One that throws synchronously is blocked and not retried. */
  loadError: Error | null = null
  /** Storage was read once. */
  private hasRead = false
  private writeTimer: ReturnType<typeof setTimeout> | undefined
  private retryTimer: ReturnType<typeof setTimeout> | undefined
  private retries = 0
  private isSubscribed = false
  private saving = false
  private dirty = false
  private failing = false
  private readonly storage: InboxStorage
  private readonly inbox: PersistedInbox

  constructor(storage: InboxStorage, inbox: PersistedInbox) {
    this.storage = storage
    this.inbox = inbox
  }

  /** Reads and merges, in the same tick if storage is synchronous; resolves after success and failure. */
  load(): Promise<void> {
    clearTimeout(this.retryTimer)
    this.isLoading = true
    this.inbox.stateChanged()
    return new Promise((resolve) => this.read(() => resolve()))
  }

  /** Writes after `writeDelay`. */
  changed(): void {
    if (this.saving) this.dirty = true
    else this.writeTimer ??= setTimeout(() => this.save(), writeDelay)
  }

  /** Writes pending changes immediately, because the page may be unloaded. */
  flush(): void {
    if (this.writeTimer === undefined) return
    clearTimeout(this.writeTimer)
    this.save()
  }

  /** Merges what other tabs write, and retries a failed read. Returns a function that unsubscribes. */
  subscribe(): () => void {
    const stop = this.storage.subscribe(() => this.read())
    const flush = () => this.flush()
    // Also `visibilitychange`, because mobile browsers may discard a page without `pagehide`.
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
      () => withValue(this.storage.read(), merge),
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

  /** Calls `answer` with null, or with the error and whether it was thrown synchronously. */
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

function withValue<T>(value: T | Promise<T>, apply: (value: T) => void): void | Promise<void> {
  return value instanceof Promise ? value.then(apply) : apply(value)
}
