import type { InboxItem } from './inbox-item.ts'
import { isTimestamp, severities } from '../notification-data.ts'
import { safeLink } from '../safe-link.ts'

/** An item with the time of the user's last change: read, unread, or restored. The later change takes precedence. */
export interface StoredItem extends InboxItem {
  /** Epoch ms; 0 without a change. */
  decidedAt: number
}

/** The data that a tab stores for other tabs and the next visit. */
export interface StoredInbox {
  items: StoredItem[]
  /** Ids of removed items, and when, epoch ms. */
  removed: [id: string, at: number][]
}

type Fields = Readonly<Record<string, unknown>>

const isObject = (value: unknown): value is Fields => typeof value === 'object' && value !== null
const isText = (value: unknown): value is string => typeof value === 'string'

function linkOf(value: unknown): InboxItem['link'] {
  if (!isObject(value) || !isText(value.label) || !isText(value.href)) return null
  // Stored links are checked like those of payloads.
  return safeLink(value.href) === undefined ? null : { label: value.label, href: value.href }
}

/** Parses an item, which another version or another app may have written; null when it is invalid. */
function itemFrom(value: unknown): StoredItem | null {
  if (!isObject(value)) return null
  const { id, kind, channel, title, message, severity, timestamp, count, decidedAt } = value
  if (!isText(id) || !isText(message) || !isTimestamp(timestamp)) return null
  return {
    id,
    kind: isText(kind) ? kind : 'notification',
    channel: isText(channel) ? channel : '',
    title: isText(title) ? title : null,
    message,
    severity: severities.find((one) => one === severity) ?? 'info',
    timestamp,
    read: value.read === true,
    count: typeof count === 'number' && count >= 1 ? Math.floor(count) : 1,
    earlier: value.earlier === true,
    link: linkOf(value.link),
    ...(value.ongoing === true ? { ongoing: true } : {}),
    decidedAt: isTimestamp(decidedAt) ? decidedAt : 0,
  }
}

function isRemoval(value: unknown): value is [string, number] {
  return Array.isArray(value) && isText(value[0]) && isTimestamp(value[1])
}

/** Parses the data that another tab or an earlier visit stored; drops invalid items. */
export function storedInboxFrom(value: unknown): StoredInbox {
  const { items, removed } = isObject(value) ? value : {}
  return {
    items: Array.isArray(items) ? items.flatMap((item) => itemFrom(item) ?? []) : [],
    removed: Array.isArray(removed) ? removed.filter(isRemoval) : [],
  }
}

/** Parses the stored JSON. */
export function parseInbox(stored: string | null): StoredInbox {
  try {
    return storedInboxFrom(JSON.parse(stored ?? 'null'))
  } catch {
    return storedInboxFrom(null)
  }
}

/** An item without functions, to be stored and sent. */
export function storable({ action: _action, ...item }: StoredItem): StoredItem {
  return item
}
