import { createSignal } from '../../../primitives/index.ts'
import { InboxContents } from './inbox-contents.ts'
import type { InboxItem } from './inbox-item.ts'
import { InboxKeeper } from './inbox-keeper.ts'
import type { InboxStorage } from './inbox-storage.ts'
import { createInboxTabs } from './inbox-tabs.ts'
import type { StoredInbox } from './stored-inbox.ts'

/** What an inbox holds, and whether its panel is open. */
export interface InboxSnapshot {
  /** The notifications, newest first. */
  items: readonly InboxItem[]
  /** Count of those that are not read. */
  unread: number
  /** What storage holds is not known yet. */
  isLoading: boolean
  /** Why a storage that answers later could not be read; it is asked again while the inbox is shown. */
  loadError: Error | null
  /** Count of those removed last and still to be brought back; 0 when there is nothing to undo. */
  undoable: number
  /** The panel is open. */
  opened: boolean
  /** Which of the panels on the page is open, or would be; null when there is none. */
  view: string | null
}

/** Options of {@link createNotificationInbox}. */
export interface NotificationInboxOptions {
  /** Keeps the inbox. @defaultValue none: it lives as long as the page */
  storage?: InboxStorage
  /** Tabs with an inbox of this name share what was read and removed. @defaultValue the name of `storage` */
  name?: string
  /** How many items are held; the oldest go first. @defaultValue `10_000` */
  capacity?: number
  /** How many items are written to storage; the newest. @defaultValue `1_000` */
  stored?: number
  /** Storage is blocked or full: said once, the inbox goes on in memory and tries again with its next change. */
  onError?: (error: Error) => void
}

/** Notifications kept for later, outside React. */
export interface NotificationInboxStore {
  /** Calls `listener` after every change; the returned function ends it. */
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
  /**
   * Reads from a storage that failed, now; resolves when it has answered, or failed once more. Never rejects.
   */
  retry(): Promise<void>
  /** Opens or closes a panel: the one that said so, else the first on the page. */
  setOpened(opened: boolean, view?: string): void
  /** Says that a panel is on the page, until the answer is called. */
  attachView(view: string): () => void
  /** Something was kept from an earlier visit: what is unknown in history was missed. */
  readonly isReturning: boolean
}

/**
 * Creates an inbox, to be shared by `NotificationBridge` (which fills it) and `NotificationInbox`.
 *
 * @example
 * ```ts
 * const inbox = createNotificationInbox({ storage: localInboxStorage(`inbox:${user.id}`) })
 * ```
 */
export function createNotificationInbox(options: NotificationInboxOptions = {}): NotificationInboxStore {
  const { storage, name = storage?.name, capacity = 10_000, stored = 1000, onError } = options
  const contents = new InboxContents(capacity)
  const announced = createSignal()
  const views: string[] = []
  let view: string | null = null
  let lastRemoved: readonly InboxItem[] = []
  let opened = false
  let snapshot: InboxSnapshot | undefined
  let announcing = false
  let isReturning = false
  let unsubscribe: (() => void)[] = []
  const tabs = name === undefined ? undefined : createInboxTabs(name)
  const keeper =
    storage &&
    new InboxKeeper(storage, {
      merge(other) {
        if (keeper?.isLoading) isReturning = other.items.length > 0
        contents.merge(other, { withUnknown: true })
        changed()
      },
      content: () => contents.stored(stored),
      stateChanged: () => changed(),
      onError,
    })

  function changed(): void {
    snapshot = undefined
    if (announcing) return
    announcing = true
    queueMicrotask(() => {
      announcing = false
      announced.emit()
    })
  }

  function decided(decisions: StoredInbox): void {
    if (decisions.items.length + decisions.removed.length === 0) return
    tabs?.broadcast(decisions)
    keeper?.changed()
    changed()
  }

  /** Subscribes to what other tabs write and broadcast. */
  function subscribeToTabs(): void {
    const others = tabs?.subscribe((decisions) => {
      contents.merge(decisions, { withUnknown: false })
      changed()
    })
    unsubscribe = [keeper?.subscribe(), others].flatMap((stop) => stop ?? [])
  }

  void keeper?.load()

  return {
    get isReturning() {
      return isReturning
    },
    subscribe(listener) {
      if (announced.size === 0) subscribeToTabs()
      const off = announced.on(listener)
      return () => {
        off()
        if (announced.size > 0) return
        for (const stop of unsubscribe) stop()
        unsubscribe = []
      }
    },
    getSnapshot() {
      if (!snapshot) {
        const items = contents.list()
        const unread = items.reduce((count, { read }) => count + (read ? 0 : 1), 0)
        const { isLoading = false, loadError = null } = keeper ?? {}
        snapshot = { items, unread, isLoading, loadError, undoable: lastRemoved.length, opened, view }
      }
      return snapshot
    },
    add(item) {
      contents.add(item)
      keeper?.changed()
      changed()
    },
    has: (id) => contents.has(id),
    markRead: (ids, read = true) => decided(contents.markRead(ids, read)),
    markAllRead: () => decided(contents.markRead([...contents.ids()], true)),
    remove(ids) {
      lastRemoved = ids.flatMap((id) => contents.get(id) ?? [])
      decided(contents.remove(ids))
    },
    undo() {
      const decisions = contents.restore(lastRemoved)
      lastRemoved = []
      decided(decisions)
    },
    retry: async () => keeper?.load(),
    setOpened(next, by) {
      opened = next
      view = by ?? views[0] ?? null
      // Who comes back later has forgotten what there was to undo.
      if (!next) lastRemoved = []
      changed()
    },
    attachView(id) {
      views.push(id)
      view ??= id
      changed()
      return () => {
        views.splice(views.indexOf(id), 1)
        if (view === id) {
          view = views[0] ?? null
          opened = false
        }
        changed()
      }
    },
  }
}
