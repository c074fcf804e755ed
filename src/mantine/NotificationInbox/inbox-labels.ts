import type { NotificationSeverity } from '../notifications/notification-data.ts'
import { words } from '../lib/words.ts'
import { formatDuration } from '../lib/duration.ts'

/** Every text of `NotificationInbox`. */
export interface NotificationInboxLabels {
  /** Heading of the panel. */
  title: string
  /** Name of the bell, with the count of unread notifications. */
  bell: (unread: number) => string
  /** Heading of today's notifications. */
  today: string
  /** Heading of notifications before today. */
  earlier: string
  /** Marks missed notifications. */
  missed: string
  /** Filter: every notification. */
  all: string
  /** Filter: unread notifications. */
  unread: string
  /** Name of the filter. */
  filter: string
  /** A kind of notifications in words, from the event's name. */
  kind: (kind: string) => string
  /** Button that marks all as read. */
  markAllRead: string
  /** Button that marks one as read. */
  markRead: string
  /** Button that marks one as unread. */
  markUnread: string
  /** Button that removes one. */
  remove: string
  /** How many were removed; a count. */
  removed: (count: number) => string
  /** Button that restores them. */
  undo: string
  /** Shown until storage is read. */
  loading: string
  /** Storage could not be read. */
  error: string
  /** Button that reads it again. */
  retry: string
  /** Shown when there is no notification. */
  empty: string
  /** Explains when the first one appears. */
  emptyHint: string
  /** Shown when no notification matches the filter. */
  emptyFilter: string
  /** How often a notification was sent; a count. */
  repeated: (count: number) => string
  /** Text for screen readers in place of the icon. */
  severity: Readonly<Record<NotificationSeverity, string>>
  /** How long ago, ms. */
  ago: (duration: number) => string
}

const number = new Intl.NumberFormat('en')

export const defaultInboxLabels: NotificationInboxLabels = {
  title: 'Notifications',
  bell: (unread) => (unread === 0 ? 'Notifications' : `Notifications, ${number.format(unread)} unread`),
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
  removed: (count) =>
    count === 1 ? 'Notification removed' : `${number.format(count)} notifications removed`,
  undo: 'Undo',
  loading: 'Loading notifications',
  error: 'Earlier notifications could not be loaded.',
  retry: 'Try again',
  empty: 'You are all caught up',
  emptyHint: 'New notifications appear here.',
  emptyFilter: 'Nothing here for this filter.',
  repeated: (count) => `${number.format(count)}×`,
  severity: { info: 'Information', success: 'Success', warning: 'Warning', error: 'Error' },
  ago: (duration) => (duration < 60_000 ? 'now' : formatDuration(duration)),
}
