export type { InboxItem } from './inbox-item.ts'
export { type InboxStorage, localInboxStorage } from './inbox-storage.ts'
export type { NotificationAction, NotificationData, NotificationSeverity } from './notification-data.ts'
export {
  createNotificationInbox,
  type InboxSnapshot,
  type NotificationInboxOptions,
  type NotificationInboxStore,
} from './notification-inbox.ts'
export type { NotificationBridgeLabels } from './notification-labels.ts'
export {
  createNotificationMaps,
  type NotificationMap,
  notificationMaps,
  type NotificationMapsOptions,
} from './notification-maps.ts'
export type { FailedTask } from './task-map.ts'
export { useNotificationPermission } from './useNotificationPermission.ts'
