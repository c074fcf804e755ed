import { isOngoing, type MappedNotification, type NotificationSeverity } from '../notification-data.ts'

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
  /**
   * The `label` of a button in place of a link, and what its `onClick` does; lives as long as the page.
   * @defaultValue none
   */
  action?: { label: string; onClick: () => void | Promise<void> }
  /** It goes on, as a running task does: how far it has come is no news. @defaultValue false */
  ongoing?: boolean
}

/** What the inbox keeps of a notification. */
export function itemOf(notification: MappedNotification, earlier: boolean): InboxItem {
  const { id, dedupeKey = id, kind, channel, title, message, severity, timestamp, action } = notification
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
    ...(isOngoing(notification) ? { ongoing: true } : {}),
  }
}
