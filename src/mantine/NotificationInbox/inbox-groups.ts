import type { InboxItem } from '../notifications/inbox/inbox-item.ts'

/** `all`, `unread`, or the kind of an item. */
export type InboxFilter = 'all' | 'unread' | (string & {})

/** A line of the panel: the heading of a group, or an item. */
export type InboxLine = { head: 'today' | 'earlier' } | { item: InboxItem }

function section(head: 'today' | 'earlier', group: readonly InboxItem[]): InboxLine[] {
  return group.length === 0 ? [] : [{ head }, ...group.map((item) => ({ item }))]
}

/** The lines of the panel: the items that match the filter, newest first, grouped into today and earlier. */
export function groupItems(items: readonly InboxItem[], filter: InboxFilter, now: number): InboxLine[] {
  const midnight = new Date(now).setHours(0, 0, 0, 0)
  const shown = items.filter(
    (item) => filter === 'all' || (filter === 'unread' ? !item.read : item.kind === filter),
  )
  const today = shown.filter((item) => item.timestamp >= midnight)
  const earlier = shown.filter((item) => item.timestamp < midnight)
  return [...section('today', today), ...section('earlier', earlier)]
}

/** The kinds of the items, in the order of their names: items that come and go do not change it. */
export function kindsOf(items: readonly InboxItem[], nameOf: (kind: string) => string): string[] {
  return [...new Set(items.map((item) => item.kind))].toSorted((a, b) => nameOf(a).localeCompare(nameOf(b)))
}

/** The ids of the items among the lines, from the top. */
export function itemIds(lines: readonly InboxLine[]): string[] {
  return lines.flatMap((line) => ('item' in line ? [line.item.id] : []))
}
