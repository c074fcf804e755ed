import type { InboxItem, ItemFate, StoredInbox } from './inbox-item.ts'
import { InboxKeeper } from './inbox-keeper.ts'
import type { InboxStorage } from './inbox-storage.ts'

/** What an inbox holds, and whether its panel is open. */
export interface InboxSnapshot {
  /** The notifications, newest first. */
  items: readonly InboxItem[]
  /** Count of those that are not read. */
  unread: number
  /** What storage holds is not known yet. */
  isLoading: boolean
  /** Count of those removed last and still to be brought back; 0 when there is nothing to undo. */
  undoable: number
  /** The panel is open. */
  opened: boolean
  /** Something on the page can show the panel. */
  hasView: boolean
}

/** Options of {@link createNotificationInbox}. */
export interface NotificationInboxOptions {
  /** Keeps the inbox. @defaultValue none: it lives as long as the page */
  storage?: InboxStorage
  /** How many items are held; the oldest go first. @defaultValue `10_000` */
  capacity?: number
  /** How many items are written to storage; the newest. @defaultValue `1_000` */
  stored?: number
  /** Storage is blocked or full: said once, the inbox goes on in memory and tries again with its next change. */
  onError?: (error: Error) => void
}

/** Notifications kept for later, outside React. */
export interface NotificationInboxStore {
  /** Calls `listener` after every change; the answer ends it. */
  subscribe: (listener: () => void) => () => void
  /** The present state; the same object until something changed. */
  getSnapshot: () => InboxSnapshot
  /** An item with a known id updates that one and counts it. */
  add(item: InboxItem): void
  /** True when an item of this id is held, or was removed. */
  has(id: string): boolean
  /** Marks items as read, or as unread. */
  markRead(ids: readonly string[], read?: boolean): void
  /** Marks every item as read. */
  markAllRead(): void
  /** Takes items away, until `undo`. */
  remove(ids: readonly string[]): void
  /** Brings back what the last `remove` took away. */
  undo(): void
  /** Opens or closes the panel, wherever it is. */
  setOpened(opened: boolean): void
  /** Says that a panel is on the page, until the answer is called. */
  attachView(): () => void
  /** Something was kept from an earlier visit: what is unknown in history was missed. */
  readonly isReturning: boolean
}

/** Removals remembered for the other tabs. */
const rememberedFates = 1000

/**
 * Creates an inbox, to be shared by `NotificationBridge` (which fills it) and `NotificationInbox`.
 *
 * @example
 * ```ts
 * const inbox = createNotificationInbox({ storage: localInboxStorage(`inbox:${user.id}`) })
 * ```
 */
export function createNotificationInbox(options: NotificationInboxOptions = {}): NotificationInboxStore {
  const { storage, capacity = 10_000, stored = 1000, onError } = options
  const items = new Map<string, InboxItem>()
  const fates = new Map<string, ItemFate>()
  const listeners = new Set<() => void>()
  let lastRemoved: readonly InboxItem[] = []
  let opened = false
  let views = 0
  let snapshot: InboxSnapshot | undefined
  let announcing = false
  let stopHearing: (() => void) | undefined
  let isLoading = storage !== undefined
  let isReturning = false
  const content = () => ({ items: sorted().slice(0, stored), fates: [...fates].slice(-rememberedFates) })
  const keeper = storage && new InboxKeeper(storage, { merge, content, onError })

  function changed(write: boolean): void {
    snapshot = undefined
    if (!announcing) {
      announcing = true
      queueMicrotask(() => {
        announcing = false
        for (const listener of listeners) listener()
      })
    }
    if (write) keeper?.changed()
  }

  /** Takes over what another tab knows: read there is read here, removed there is removed here. */
  function merge(other: StoredInbox): void {
    for (const [id, fate] of other.fates) {
      if (fate.at <= (fates.get(id)?.at ?? -Infinity)) continue
      fates.set(id, fate)
      if (fate.removed) items.delete(id)
    }
    for (const item of other.items) {
      if (isRemoved(item.id)) continue
      const own = items.get(item.id)
      if (!own) items.set(item.id, item)
      else if (item.read && !own.read && item.count >= own.count) {
        items.set(item.id, { ...own, read: true })
      }
    }
    if (isLoading) isReturning = other.items.length > 0
    changed(false)
  }

  const isRemoved = (id: string) => fates.get(id)?.removed ?? false

  function decide(id: string, removed: boolean): void {
    const before = fates.get(id)?.at ?? 0
    fates.delete(id)
    fates.set(id, { at: Math.max(Date.now(), before + 1), removed })
  }

  const sorted = () => [...items.values()].toReversed().toSorted((a, b) => b.timestamp - a.timestamp)

  function trim(): void {
    for (const id of items.keys()) {
      if (items.size <= capacity) return
      items.delete(id)
    }
  }

  keeper?.load(() => {
    isLoading = false
    changed(false)
  })

  return {
    get isReturning() {
      return isReturning
    },
    subscribe(listener) {
      if (listeners.size === 0) {
        stopHearing = keeper?.listen()
      }
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
        if (listeners.size === 0) stopHearing?.()
      }
    },
    getSnapshot() {
      if (!snapshot) {
        const all = sorted()
        const unread = all.reduce((count, item) => count + (item.read ? 0 : 1), 0)
        snapshot = { items: all, unread, isLoading, undoable: lastRemoved.length, opened, hasView: views > 0 }
      }
      return snapshot
    },
    add(item) {
      if (isRemoved(item.id)) decide(item.id, false)
      const known = items.get(item.id)
      items.delete(item.id)
      items.set(item.id, { ...item, count: Math.max(1, (known?.count ?? 0) + item.count) })
      trim()
      changed(true)
    },
    has: (id) => items.has(id) || isRemoved(id),
    markRead(ids, read = true) {
      for (const id of ids) {
        const item = items.get(id)
        if (item) items.set(id, { ...item, read })
      }
      changed(true)
    },
    markAllRead() {
      for (const [id, item] of items) if (!item.read) items.set(id, { ...item, read: true })
      changed(true)
    },
    remove(ids) {
      lastRemoved = ids.flatMap((id) => items.get(id) ?? [])
      for (const id of ids) {
        items.delete(id)
        decide(id, true)
      }
      changed(true)
    },
    undo() {
      for (const item of lastRemoved) {
        decide(item.id, false)
        items.set(item.id, item)
      }
      lastRemoved = []
      changed(true)
    },
    setOpened(next) {
      opened = next
      changed(false)
    },
    attachView() {
      views += 1
      changed(false)
      return () => {
        views -= 1
        changed(false)
      }
    },
  }
}
