import type { Notice, NotificationSeverity } from './notification-data.ts'

/** A notification as the inbox keeps it. */
export interface InboxItem {
  /** The same id is the same notification. */
  id: string
  /** The event that it came from. */
  kind: string
  /** The channel that it came over. */
  channel: string
  /** A few words above the message; null without. */
  title: string | null
  /** What happened, in a sentence. */
  message: string
  /** How much it should worry. */
  severity: NotificationSeverity
  /** When it happened, epoch ms. */
  timestamp: number
  /** The reader has seen it. */
  read: boolean
  /** How often it came; 0 for a task. */
  count: number
  /** It came while this client was away. */
  earlier: boolean
  /** Where it leads; null when nowhere. */
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

/** What happened last to an item: taken away, or brought back. The later one wins between tabs. */
export interface ItemFate {
  /** Epoch ms. */
  at: number
  removed: boolean
}

/** What a tab writes for the others and for the next visit. */
export interface StoredInbox {
  items: InboxItem[]
  fates: [id: string, fate: ItemFate][]
}

function isFate(value: unknown): value is [string, ItemFate] {
  if (!Array.isArray(value) || typeof value[0] !== 'string') return false
  const fate: unknown = value[1]
  return typeof fate === 'object' && fate !== null && 'at' in fate && 'removed' in fate
}

/** Reads what was stored; anything else is as good as nothing. */
export function parseInbox(stored: string | null): StoredInbox {
  const nothing: StoredInbox = { items: [], fates: [] }
  if (stored === null) return nothing
  try {
    const value: unknown = JSON.parse(stored)
    if (typeof value !== 'object' || value === null || !('items' in value)) return nothing
    const fates = 'fates' in value && Array.isArray(value.fates) ? value.fates : []
    return {
      items: Array.isArray(value.items) ? value.items.filter(isItem) : [],
      fates: fates.filter(isFate),
    }
  } catch {
    return nothing
  }
}
