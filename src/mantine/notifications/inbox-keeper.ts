import { parseInbox, type StoredInbox } from './inbox-item.ts'
import type { InboxStorage } from './inbox-storage.ts'

/** What the keeper reads from and writes for. */
export interface KeptInbox {
  merge: (stored: StoredInbox) => void
  content: () => StoredInbox
  onError: ((error: Error) => void) | undefined
}

/** How long changes gather before they are written, ms. */
const writeDelay = 250

/**
 * Keeps an inbox in storage. What storage holds is read and merged before every write, so that no tab writes over
 * another, and so that nothing is lost to a storage that could not be read.
 *
 *     changed ── 250 ms ──► read ──► merge ──► write ── changed meanwhile ──► 250 ms …
 *                             └── failed ──────┴──► said once, tried again with the next change
 */
export class InboxKeeper {
  private timer: ReturnType<typeof setTimeout> | undefined
  private saving = false
  private dirty = false
  private failing = false
  private readonly storage: InboxStorage
  private readonly inbox: KeptInbox

  constructor(storage: InboxStorage, inbox: KeptInbox) {
    this.storage = storage
    this.inbox = inbox
  }

  /** Reads and merges; calls `done` in the same tick if storage answers at once. */
  load(done: (succeeded: boolean) => void): void {
    const merge = (stored: string | null) => this.inbox.merge(parseInbox(stored))
    this.attempt(() => whenThere(this.storage.read(), merge), done)
  }

  /** Writes, in a while. */
  changed(): void {
    if (this.saving) this.dirty = true
    else this.timer ??= setTimeout(() => this.save(), writeDelay)
  }

  /** Merges what other tabs write, until the answer is called. */
  listen(): () => void {
    return this.storage.subscribe(() => this.load(() => {}))
  }

  private save(): void {
    this.timer = undefined
    this.saving = true
    const finish = (succeeded: boolean) => {
      if (succeeded) this.failing = false
      this.saving = false
      if (!this.dirty) return
      this.dirty = false
      this.changed()
    }
    this.load((succeeded) => {
      if (!succeeded) return finish(false)
      this.attempt(() => this.storage.write(JSON.stringify(this.inbox.content())), finish)
    })
  }

  private attempt(access: () => void | Promise<void>, answer: (succeeded: boolean) => void): void {
    try {
      const pending = access()
      if (pending) {
        pending.then(
          () => answer(true),
          (cause: unknown) => answer(this.failed(cause)),
        )
        return
      }
    } catch (cause) {
      answer(this.failed(cause))
      return
    }
    answer(true)
  }

  private failed(cause: unknown): false {
    if (!this.failing) {
      this.failing = true
      this.inbox.onError?.(
        new Error(
          'Expected to keep notifications in storage, but it is blocked or full. They stay in memory until it works again.',
          { cause },
        ),
      )
    }
    return false
  }
}

function whenThere<T>(value: T | Promise<T>, use: (value: T) => void): void | Promise<void> {
  return value instanceof Promise ? value.then(use) : use(value)
}
