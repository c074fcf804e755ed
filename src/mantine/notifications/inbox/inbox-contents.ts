import type { InboxItem } from './inbox-item.ts'
import { isSameEvent } from '../notification-ids.ts'
import { storable, type StoredInbox, type StoredItem } from './stored-inbox.ts'

/** Number of remembered removals, so that neither another tab nor the history adds a removed item again. */
const rememberedRemovals = 1000

/** Which items of another tab are merged. */
export interface MergeOptions {
  /** Merges items that this tab does not have. False for broadcasts: the other tab may be of another user. */
  withUnknown: boolean
}

/**
 * The items of an inbox, with the time of the last change by the user: read, unread, removed or restored. If two tabs
 * change an item, the later change takes precedence. Methods that change items return what other tabs need.
 */
export class InboxContents {
  readonly #items = new Map<string, StoredItem>()
  /** Oldest removal first. */
  readonly #removed = new Map<string, number>()
  readonly #capacity: number

  constructor(capacity: number) {
    this.#capacity = capacity
  }

  /** Newest first; deletes the oldest beyond the capacity. */
  list(): readonly InboxItem[] {
    const sorted = [...this.#items.values()].toReversed().toSorted((a, b) => b.timestamp - a.timestamp)
    for (const { id } of sorted.slice(this.#capacity)) this.#items.delete(id)
    return sorted.slice(0, this.#capacity)
  }

  /** What is stored: the newest items, and the removals. */
  stored(count: number): StoredInbox {
    const items = (this.list() as readonly StoredItem[]).slice(0, count).map(storable)
    return { items, removed: [...this.#removed] }
  }

  /** Also true for a removed item. */
  has(id: string): boolean {
    return this.#items.has(id) || this.#removed.has(id)
  }

  /** Adds an item, or updates the one with its id. An updated item is unread again, unless it is a running task. */
  add(item: InboxItem): void {
    const known = this.#items.get(item.id)
    const isKept = known !== undefined && item.ongoing === true && known.ongoing === true
    const decidedAt = isKept ? known.decidedAt : this.has(item.id) ? this.#now(item.id) : 0
    this.#removed.delete(item.id)
    this.#items.delete(item.id)
    this.#items.set(item.id, {
      ...item,
      read: isKept ? known.read : item.read,
      count: Math.max(1, (known?.count ?? 0) + item.count),
      decidedAt,
    })
    // `list` is called only while the inbox is shown.
    if (this.#items.size > this.#capacity * 2) this.list()
  }

  markRead(ids: Iterable<string>, read: boolean): StoredInbox {
    const items: StoredItem[] = []
    for (const id of ids) {
      const item = this.#items.get(id)
      if (!item || item.read === read) continue
      const marked = { ...item, read, decidedAt: this.#now(id) }
      this.#items.set(id, marked)
      items.push(storable(marked))
    }
    return { items, removed: [] }
  }

  ids(): Iterable<string> {
    return this.#items.keys()
  }

  get(id: string): InboxItem | undefined {
    return this.#items.get(id)
  }

  remove(ids: Iterable<string>): StoredInbox {
    const removed: StoredInbox['removed'] = []
    for (const id of ids) {
      const at = this.#now(id)
      if (!this.#items.delete(id)) continue
      this.#addRemoval(id, at)
      removed.push([id, at])
    }
    return { items: [], removed }
  }

  restore(items: readonly InboxItem[]): StoredInbox {
    const restored = items.map((item) => ({ ...item, decidedAt: this.#now(item.id) }))
    for (const item of restored) {
      this.#removed.delete(item.id)
      this.#items.set(item.id, item)
    }
    return { items: restored.map(storable), removed: [] }
  }

  /** Merges the items and removals of another tab. */
  merge(other: StoredInbox, { withUnknown }: MergeOptions): void {
    for (const [id, at] of other.removed) {
      const decidedAt = this.#items.get(id)?.decidedAt ?? this.#removed.get(id)
      if (decidedAt === undefined ? withUnknown : decidedAt < at) {
        this.#items.delete(id)
        this.#addRemoval(id, at)
      }
    }
    const there = new Set(other.items.map(({ id }) => id))
    for (const item of other.items) {
      const { id } = item
      const removedAt = this.#removed.get(id)
      if (removedAt !== undefined && removedAt >= item.decidedAt) continue
      const own = this.#items.get(id)
      if (own) this.#items.set(id, mergeItems(own, item))
      else if (removedAt !== undefined || withUnknown) this.#addFromTab(item, there)
    }
  }

  #addFromTab(item: StoredItem, there: ReadonlySet<string>): void {
    this.#removed.delete(item.id)
    // Two tabs may have given the same event different ids: the smaller one is kept.
    for (const own of this.#items.values()) {
      if (there.has(own.id) || !isSameEvent(own, item)) continue
      if (item.id < own.id) this.#items.delete(own.id)
      else return
    }
    this.#items.set(item.id, item)
  }

  #addRemoval(id: string, at: number): void {
    this.#removed.delete(id)
    this.#removed.set(id, at)
    for (const oldest of this.#removed.keys()) {
      if (this.#removed.size <= rememberedRemovals) return
      this.#removed.delete(oldest)
    }
  }

  /** The current time, but later than the last change of the item, even if the clocks of two tabs differ. */
  #now(id: string): number {
    const before = this.#items.get(id)?.decidedAt ?? this.#removed.get(id) ?? 0
    return Math.max(Date.now(), before + 1)
  }
}

/** Merges an item of two tabs. */
function mergeItems(own: StoredItem, other: StoredItem): StoredItem {
  const newest = other.timestamp > own.timestamp ? other : own
  const decided = other.decidedAt > own.decidedAt ? other : own
  const isUndecided = other.decidedAt === own.decidedAt
  return {
    ...newest,
    read: isUndecided ? own.read || other.read : decided.read,
    count: Math.max(own.count, other.count),
    decidedAt: decided.decidedAt,
  }
}
