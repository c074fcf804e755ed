/** Stores an inbox between visits, and notifies the other tabs. It may be asynchronous. */
export interface InboxStorage {
  /**
   * Tabs with storage of this name sync read and removed notifications immediately.
   * @defaultValue none: tabs are notified by `subscribe` only
   */
  readonly name?: string
  /**
   * Returns the last written value; null before the first write.
   *
   * @throws `Error`, or rejects, when storage is blocked
   */
  read(): string | null | Promise<string | null>
  /**
   * Stores a value.
   *
   * @throws `Error`, or rejects, when storage is full or blocked
   */
  write(value: string): void | Promise<void>
  /** Calls `listener` after another tab writes. Returns a function that unsubscribes. */
  subscribe(listener: () => void): () => void
}

/**
 * `localStorage` under one key; other tabs are notified of a write by the `storage` event.
 *
 * @param key - the key of the inbox; use one per user
 * @example
 * ```ts
 * const inbox = createNotificationInbox({ storage: localInboxStorage(`inbox:${user.id}`) })
 * ```
 */
export function localInboxStorage(key: string): InboxStorage {
  return {
    name: key,
    read: () => window.localStorage.getItem(key),
    write: (value) => window.localStorage.setItem(key, value),
    subscribe(listener) {
      const onStorage = (event: StorageEvent) => {
        if (event.key === key || event.key === null) listener()
      }
      window.addEventListener('storage', onStorage)
      return () => window.removeEventListener('storage', onStorage)
    },
  }
}
