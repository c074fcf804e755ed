import { isOngoing, type Notice, type NotificationSeverity } from './notification-data.ts'

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
  /** What a button does in place of a link; lives as long as the page. */
  action?: { label: string; onClick: () => void | Promise<void> }
  /** It goes on, as a running task does: how far it has come is no news. */
  ongoing?: boolean
}

/** What the inbox keeps of a notice. */
export function itemOf(notice: Notice, earlier: boolean): InboxItem {
  const { id, dedupeKey = id, kind, channel, title, message, severity, timestamp, action } = notice
  const { label, href, onClick } = action ?? {}
  return {
    id: dedupeKey,
    kind,
    channel,
    title: title ?? null,
    message,
    severity,
    timestamp,
    read: false,
    // The same id once more is the same notification, in another state.
    count: dedupeKey === id ? 0 : 1,
    earlier,
    link: label !== undefined && href !== undefined ? { label, href } : null,
    ...(label !== undefined && href === undefined && onClick ? { action: { label, onClick } } : {}),
    ...(isOngoing(notice) ? { ongoing: true } : {}),
  }
}
