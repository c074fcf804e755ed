import { isOngoing, type MappedNotification, type NotificationSeverity } from '../notification-data.ts'

/** A notification in the inbox. */
export interface InboxItem {
  /** Items with the same id are the same notification. */
  id: string
  /** Name of its event. */
  kind: string
  /** Name of its channel. */
  channel: string
  /** A short title above the message; null without one. */
  title: string | null
  /** What happened, in a sentence. */
  message: string
  /** Selects colour and icon. */
  severity: NotificationSeverity
  /** When it happened, epoch ms. */
  timestamp: number
  /** True when the user has read it. */
  read: boolean
  /** How often it was sent; 0 for a task. */
  count: number
  /** True when it was sent while this client was not connected. */
  earlier: boolean
  /** Its link; null without one. */
  link: { label: string; href: string } | null
  /**
   * A button instead of a link, with `label` and `onClick`. It is not stored, so a reload removes it.
   * @defaultValue none
   */
  action?: { label: string; onClick: () => void | Promise<void> }
  /** It is a running task: progress does not mark it as unread. @defaultValue false */
  ongoing?: boolean
}

/** The item of a notification. */
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
    // Without a separate key, a further event updates the notification and is not counted.
    count: dedupeKey === id ? 0 : 1,
    earlier,
    link: label !== undefined && href !== undefined ? { label, href } : null,
    ...(label !== undefined && href === undefined && onClick ? { action: { label, onClick } } : {}),
    ...(isOngoing(notification) ? { ongoing: true } : {}),
  }
}
