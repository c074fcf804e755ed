import type { InboxItem } from './inbox-item.ts'
import { isSameEvent } from '../notification-ids.ts'
import { storable, type StoredInbox, type StoredItem } from './stored-inbox.ts'

/** Removals remembered, so that neither another tab nor history brings back what was taken away. */
const rememberedRemovals = 1000

/** Which of what another tab has is taken over. */
export interface MergeOptions {
  /** Without it only what is known here already, so that the tab of another user adds nothing. */
  withUnknown: boolean
}

/**
 * The items of an inbox, and what was decided of them. A decision carries its time, and the later one wins
 * between tabs; answers are what other tabs have to know.
 */
export class InboxContents {
  readonly #items = new Map<string, StoredItem>()
  /** Oldest removal first. */
  readonly #removed = new Map<string, number>()
  readonly #capacity: number

  constructor(capacity: number) {
    this.#capacity = capacity
  }

  /** Newest first; the oldest beyond the capacity go. */
  list(): readonly InboxItem[] {
    const sorted = [...this.#items.values()].toReversed().toSorted((a, b) => b.timestamp - a.timestamp)
    for (const { id } of sorted.slice(this.#capacity)) this.#items.delete(id)
    return sorted.slice(0, this.#capacity)
  }

  /** What is stored of it: the newest, and what must not come back. */
  stored(count: number): StoredInbox {
    const items = (this.list() as readonly StoredItem[]).slice(0, count).map(storable)
    return { items, removed: [...this.#removed] }
  }

  /** True also for what was here and was removed. */
  has(id: string): boolean {
    return this.#items.has(id) || this.#removed.has(id)
  }

  /** A new item, or what became of one that is here: shown as new once more, unless it merely goes on. */
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
    // Where nobody looks, nobody lists.
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
      this.#forget(id, at)
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

  /** Takes over what another tab knows: read there is read here, removed there is removed here. */
  merge(other: StoredInbox, { withUnknown }: MergeOptions): void {
    for (const [id, at] of other.removed) {
      const decidedAt = this.#items.get(id)?.decidedAt ?? this.#removed.get(id)
      if (decidedAt === undefined ? withUnknown : decidedAt < at) {
        this.#items.delete(id)
        this.#forget(id, at)
      }
    }
    const there = new Set(other.items.map(({ id }) => id))
    for (const item of other.items) {
      const { id } = item
      const removedAt = this.#removed.get(id)
      if (removedAt !== undefined && removedAt >= item.decidedAt) continue
      const own = this.#items.get(id)
      if (own) this.#items.set(id, later(own, item))
      else if (removedAt !== undefined || withUnknown) this.#take(item, there)
    }
  }

  #take(item: StoredItem, there: ReadonlySet<string>): void {
    this.#removed.delete(item.id)
    // Two tabs that received the same event a moment apart may have given it two names: the smaller one stays.
    for (const own of this.#items.values()) {
      if (there.has(own.id) || !isSameEvent(own, item)) continue
      if (item.id < own.id) this.#items.delete(own.id)
      else return
    }
    this.#items.set(item.id, item)
  }

  #forget(id: string, at: number): void {
    this.#removed.delete(id)
    this.#removed.set(id, at)
    for (const oldest of this.#removed.keys()) {
      if (this.#removed.size <= rememberedRemovals) return
      this.#removed.delete(oldest)
    }
  }

  /** The present, and after whatever was decided before, however the clocks of two tabs stand. */
  #now(id: string): number {
    const before = this.#items.get(id)?.decidedAt ?? this.#removed.get(id) ?? 0
    return Math.max(Date.now(), before + 1)
  }
}

/** One item of what two tabs know of it. */
function later(own: StoredItem, other: StoredItem): StoredItem {
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
