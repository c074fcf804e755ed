export { ConnectionBadge } from './ConnectionBadge/index.ts'
export type {
  ConnectionAdvice,
  ConnectionBadgeCssVariables,
  ConnectionBadgeData,
  ConnectionBadgeFactory,
  ConnectionBadgeLabels,
  ConnectionBadgeProps,
  ConnectionBadgeStylesNames,
  ConnectionBadgeVariant,
  ConnectionBannerPosition,
  ConnectionCondition,
  LatencyBands,
  LatencyQuality,
} from './ConnectionBadge/index.ts'
export { OnlineUsers } from './OnlineUsers/index.ts'
export type {
  OnlineUsersCssVariables,
  OnlineUsersFactory,
  OnlineUsersLabels,
  OnlineUsersProps,
  OnlineUsersStylesNames,
  OnlineUsersVariant,
  Person,
} from './OnlineUsers/index.ts'
export { NotificationBridge } from './NotificationBridge/index.ts'
export type {
  NotificationBridgeFactory,
  NotificationBridgeProps,
  NotificationMapsOf,
} from './NotificationBridge/index.ts'
export { NotificationInbox } from './NotificationInbox/index.ts'
export type {
  NotificationInboxFactory,
  NotificationInboxLabels,
  NotificationInboxProps,
  NotificationInboxStylesNames,
} from './NotificationInbox/index.ts'
export {
  createNotificationInbox,
  createNotificationMaps,
  localInboxStorage,
  notificationMaps,
  useNotificationPermission,
} from './notifications/index.ts'
export type {
  FailedTask,
  InboxItem,
  InboxSnapshot,
  InboxStorage,
  NotificationAction,
  NotificationBridgeLabels,
  PusherNotification,
  NotificationInboxOptions,
  NotificationInboxStore,
  NotificationMap,
  NotificationMapsOptions,
  ReadyEvent,
  NotificationSeverity,
} from './notifications/index.ts'
export { LogViewer } from './LogViewer/index.ts'
export type {
  LogBookmark,
  LogDensity,
  LogTimestamps,
  LogViewerCssVariables,
  LogViewerFactory,
  LogViewerKey,
  LogViewerLabels,
  LogViewerProps,
  LogViewerQuery,
  LogViewerStylesNames,
} from './LogViewer/index.ts'
export { RunStatus } from './RunStatus/index.ts'
export type {
  RunEvent,
  RunPhase,
  RunStatusFactory,
  RunStatusLabels,
  RunStatusProps,
  RunStatusStylesNames,
} from './RunStatus/index.ts'
export { TypingIndicator } from './TypingIndicator/index.ts'
export type {
  TypingIndicatorCssVariables,
  TypingIndicatorFactory,
  TypingIndicatorLabels,
  TypingIndicatorProps,
  TypingIndicatorStylesNames,
} from './TypingIndicator/index.ts'
