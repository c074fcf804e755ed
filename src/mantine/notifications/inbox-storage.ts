/** Where an inbox is kept between visits, and how tabs hear of each other. It may answer later, as a server does. */
export interface InboxStorage {
  /** Tabs with storage of this name tell each other at once what was read and removed. */
  readonly name?: string
  /** @throws, or rejects, when storage is blocked */
  read(): string | null | Promise<string | null>
  /** @throws, or rejects, when storage is full or blocked */
  write(value: string): void | Promise<void>
  /** Calls `listener` when another tab wrote. */
  subscribe(listener: () => void): () => void
}

/** `localStorage` under one key; other tabs hear of a write by the `storage` event. */
export function localInboxStorage(key: string): InboxStorage {
  return {
    name: key,
    read: () => window.localStorage.getItem(key),
    write: (value) => window.localStorage.setItem(key, value),
    subscribe(listener) {
      const hear = (event: StorageEvent) => {
        if (event.key === key || event.key === null) listener()
      }
      window.addEventListener('storage', hear)
      return () => window.removeEventListener('storage', hear)
    },
  }
}
