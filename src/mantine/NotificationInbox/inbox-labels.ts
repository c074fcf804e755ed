import type { NotificationSeverity } from '../notifications/notification-data.ts'
import { formatDuration } from '../time/duration.ts'

/** Every text of `NotificationInbox`. */
export interface NotificationInboxLabels {
  title: string
  /** Name of the bell. */
  bell: (unread: number) => string
  today: string
  earlier: string
  /** Marks what came while nobody was connected. */
  missed: string
  all: string
  unread: string
  /** Name of the filter. */
  filter: string
  /** A kind of notifications, from the event's name. */
  kind: (kind: string) => string
  markAllRead: string
  markRead: string
  markUnread: string
  remove: string
  removed: (count: number) => string
  undo: string
  loading: string
  /** Storage could not be read. */
  error: string
  retry: string
  empty: string
  emptyHint: string
  emptyFilter: string
  repeated: (count: number) => string
  /** What a screen reader says before a notification, whose icon it cannot see. */
  severity: Readonly<Record<NotificationSeverity, string>>
  /** How long ago, ms. */
  ago: (duration: number) => string
}

function words(kind: string): string {
  const text = kind.replace(/[._:-]+/gu, ' ').trim()
  return text.charAt(0).toUpperCase() + text.slice(1)
}

export const defaultInboxLabels: NotificationInboxLabels = {
  title: 'Notifications',
  bell: (unread) => (unread === 0 ? 'Notifications' : `Notifications, ${unread} unread`),
  today: 'Today',
  earlier: 'Earlier',
  missed: 'While you were away',
  all: 'All',
  unread: 'Unread',
  filter: 'Show',
  kind: words,
  markAllRead: 'Mark all as read',
  markRead: 'Mark as read',
  markUnread: 'Mark as unread',
  remove: 'Remove',
  removed: (count) => (count === 1 ? 'Notification removed' : `${count} notifications removed`),
  undo: 'Undo',
  loading: 'Loading notifications',
  error: 'Earlier notifications could not be loaded.',
  retry: 'Try again',
  empty: 'You are all caught up',
  emptyHint: 'New notifications appear here.',
  emptyFilter: 'Nothing here for this filter.',
  repeated: (count) => `${count}×`,
  severity: { info: 'Information', success: 'Success', warning: 'Warning', error: 'Error' },
  ago: (duration) => (duration < 60_000 ? 'now' : formatDuration(duration)),
}
