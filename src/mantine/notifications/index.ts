export type { InboxItem } from './inbox/inbox-item.ts'
export { type InboxStorage, localInboxStorage } from './inbox/inbox-storage.ts'
export type { NotificationAction, PusherNotification, NotificationSeverity } from './notification-data.ts'
export {
  createNotificationInbox,
  type InboxSnapshot,
  type NotificationInboxOptions,
  type NotificationInboxStore,
} from './inbox/notification-inbox.ts'
export type { NotificationBridgeLabels } from './notification-labels.ts'
export {
  createNotificationMaps,
  notificationMaps,
  type NotificationMapsOptions,
  type ReadyEvent,
} from './maps/notification-maps.ts'
export type { NotificationMap } from './maps/notification-map.ts'
export type { FailedTask } from './maps/task-map.ts'
export { useNotificationPermission } from './useNotificationPermission.ts'
