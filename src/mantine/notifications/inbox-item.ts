import type { Notice, NotificationSeverity } from './notification-data.ts'

/** A notification as the inbox keeps it. */
export interface InboxItem {
  id: string
  kind: string
  channel: string
  title: string | null
  message: string
  severity: NotificationSeverity
  /** Epoch ms. */
  timestamp: number
  read: boolean
  /** How often it came. */
  count: number
  /** It came while this client was away. */
  earlier: boolean
  link: { label: string; href: string } | null
}

/** What the inbox keeps of a notice. */
export function itemOf(notice: Notice, earlier: boolean): InboxItem {
  const { kind, channel, title, message, severity, timestamp, action } = notice
  return {
    id: notice.dedupeKey ?? notice.id,
    kind,
    channel,
    title: title ?? null,
    message,
    severity,
    timestamp,
    read: false,
    // A task that goes on is no repetition.
    count: notice.progress === undefined ? 1 : 0,
    earlier,
    link: action?.href === undefined ? null : { label: action.label, href: action.href },
  }
}

function isItem(value: unknown): value is InboxItem {
  return (
    typeof value === 'object' &&
    value !== null &&
    'id' in value &&
    typeof value.id === 'string' &&
    'message' in value &&
    typeof value.message === 'string' &&
    'timestamp' in value &&
    typeof value.timestamp === 'number' &&
    'severity' in value &&
    'read' in value
  )
}

/** What a tab writes for the others and for the next visit. */
export interface StoredInbox {
  items: InboxItem[]
  /** Ids removed lately: another tab's copy must not bring them back. */
  removed: string[]
}

/** Reads what was stored; anything else is as good as nothing. */
export function parseInbox(stored: string | null): StoredInbox {
  const nothing: StoredInbox = { items: [], removed: [] }
  if (stored === null) return nothing
  try {
    const value: unknown = JSON.parse(stored)
    if (typeof value !== 'object' || value === null || !('items' in value)) return nothing
    const removed = 'removed' in value && Array.isArray(value.removed) ? value.removed : []
    return {
      items: Array.isArray(value.items) ? value.items.filter(isItem) : [],
      removed: removed.filter((id): id is string => typeof id === 'string'),
    }
  } catch {
    return nothing
  }
}
