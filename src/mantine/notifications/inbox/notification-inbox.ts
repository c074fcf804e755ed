import { createSignal } from '../../../primitives/index.ts'
import { InboxContents } from './inbox-contents.ts'
import type { InboxItem } from './inbox-item.ts'
import { InboxPersister } from './inbox-persister.ts'
import type { InboxStorage } from './inbox-storage.ts'
import { createInboxTabs } from './inbox-tabs.ts'
import type { StoredInbox } from './stored-inbox.ts'

/** The content of an inbox, and whether its panel is open. */
export interface InboxSnapshot {
  /** The notifications, newest first. */
  items: readonly InboxItem[]
  /** Number of unread notifications. */
  unread: number
  /** True until storage is read. */
  isLoading: boolean
  /** Why an asynchronous storage could not be read; the read is retried while the inbox is shown. */
  loadError: Error | null
  /** Number of notifications that `undo` restores; 0 when there is nothing to undo. */
  undoable: number
  /** The panel is open. */
  opened: boolean
  /** Id of the panel that is open or that `setOpened` opens; null without a panel on the page. */
  view: string | null
}

/** Options of {@link createNotificationInbox}. */
export interface NotificationInboxOptions {
  /** Stores the inbox. @defaultValue none: kept in memory until the page is unloaded */
  storage?: InboxStorage
  /** Tabs with an inbox of this name sync read and removed notifications. @defaultValue the name of `storage` */
  name?: string
  /** How many items are kept; the oldest are dropped first. @defaultValue `10_000` */
  capacity?: number
  /** How many of the newest items are written to storage. @defaultValue `1_000` */
  stored?: number
  /** Called once when storage is blocked or full; the inbox stays in memory and retries with its next change. */
  onError?: (error: Error) => void
}

/** The store of an inbox, outside React. */
export interface NotificationInboxStore {
  /** Calls `listener` after every change. Returns a function that unsubscribes. */
  subscribe: (listener: () => void) => () => void
  /** The current state; the same object until it changes. */
  getSnapshot: () => InboxSnapshot
  /** Adds an item, or updates the one with the same id and increases its count. */
  add(item: InboxItem): void
  /** True when there is an item with this id, or it was removed. */
  has(id: string): boolean
  /** Marks items as read, or as unread. */
  markRead(ids: readonly string[], read?: boolean): void
  /** Marks every item as read. */
  markAllRead(): void
  /** Removes items; `undo` restores them. */
  remove(ids: readonly string[]): void
  /** Restores the items of the last `remove`. */
  undo(): void
  /** Reads storage again immediately. Resolves after success and failure, and never rejects. */
  retry(): Promise<void>
  /** Opens or closes a panel: the one with the id `view`, else the first on the page. */
  setOpened(opened: boolean, view?: string): void
  /** Adds a panel to those on the page. Returns a function that removes it. */
  attachView(view: string): () => void
  /** Storage contained items of an earlier visit. Events of the history that are not among them were missed. */
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
  const changeSignal = createSignal()
  const views: string[] = []
  let view: string | null = null
  let lastRemoved: readonly InboxItem[] = []
  let opened = false
  let snapshot: InboxSnapshot | undefined
  let isEmitPending = false
  let isReturning = false
  let unsubscribe: (() => void)[] = []
  const tabs = name === undefined ? undefined : createInboxTabs(name)
  const persister =
    storage &&
    new InboxPersister(storage, {
      merge(other) {
        if (persister?.isLoading) isReturning = other.items.length > 0
        contents.merge(other, { withUnknown: true })
        changed()
      },
      content: () => contents.stored(stored),
      stateChanged: () => changed(),
      onError,
    })

  function changed(): void {
    snapshot = undefined
    if (isEmitPending) return
    isEmitPending = true
    queueMicrotask(() => {
      isEmitPending = false
      changeSignal.emit()
    })
  }

  function decided(decisions: StoredInbox): void {
    if (decisions.items.length + decisions.removed.length === 0) return
    tabs?.broadcast(decisions)
    persister?.changed()
    changed()
  }

  /** Subscribes to what other tabs write and broadcast. */
  function subscribeToTabs(): void {
    const others = tabs?.subscribe((decisions) => {
      contents.merge(decisions, { withUnknown: false })
      changed()
    })
    unsubscribe = [persister?.subscribe(), others].flatMap((stop) => stop ?? [])
  }

  void persister?.load()

  return {
    get isReturning() {
      return isReturning
    },
    subscribe(listener) {
      if (changeSignal.size === 0) subscribeToTabs()
      const off = changeSignal.on(listener)
      return () => {
        off()
        if (changeSignal.size > 0) return
        for (const stop of unsubscribe) stop()
        unsubscribe = []
      }
    },
    getSnapshot() {
      if (!snapshot) {
        const items = contents.list()
        const unread = items.reduce((count, { read }) => count + (read ? 0 : 1), 0)
        const { isLoading = false, loadError = null } = persister ?? {}
        snapshot = { items, unread, isLoading, loadError, undoable: lastRemoved.length, opened, view }
      }
      return snapshot
    },
    add(item) {
      contents.add(item)
      persister?.changed()
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
    retry: async () => persister?.load(),
    setOpened(next, by) {
      opened = next
      view = by ?? views[0] ?? null
      // Undo is offered only until the panel is closed.
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
