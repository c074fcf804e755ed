/**
 * Mantine components over the hooks. Load the styles once, after Mantine's own; with Mantine's
 * `styles.layer.css` take `react-pusher-kit/mantine/styles.layer.css`, which joins its cascade layer.
 *
 * ```tsx
 * import '@mantine/core/styles.css'
 * import 'react-pusher-kit/mantine/styles.css'
 * import { PusherProvider } from 'react-pusher-kit'
 * import { ConnectionBadge } from 'react-pusher-kit/mantine'
 *
 * export const Status = () => (
 *   <PusherProvider appKey="…" cluster="eu">
 *     <ConnectionBadge />
 *   </PusherProvider>
 * )
 * ```
 * @module
 */
export { ConnectionBadge } from './mantine/index.ts'
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
} from './mantine/index.ts'
export { OnlineUsers } from './mantine/index.ts'
export type {
  OnlineUsersCssVariables,
  OnlineUsersFactory,
  OnlineUsersLabels,
  OnlineUsersProps,
  OnlineUsersStylesNames,
  OnlineUsersVariant,
  Person,
} from './mantine/index.ts'
export { NotificationBridge } from './mantine/index.ts'
export type {
  NotificationBridgeFactory,
  NotificationBridgeProps,
  NotificationMapsOf,
} from './mantine/index.ts'
export { NotificationInbox } from './mantine/index.ts'
export type {
  NotificationInboxFactory,
  NotificationInboxLabels,
  NotificationInboxProps,
  NotificationInboxStylesNames,
} from './mantine/index.ts'
export {
  createNotificationInbox,
  createNotificationMaps,
  localInboxStorage,
  notificationMaps,
  useNotificationPermission,
} from './mantine/index.ts'
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
} from './mantine/index.ts'
export { LogViewer } from './mantine/index.ts'
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
} from './mantine/index.ts'
export { RunStatus } from './mantine/index.ts'
export type {
  RunEvent,
  RunPhase,
  RunStatusFactory,
  RunStatusLabels,
  RunStatusProps,
  RunStatusStylesNames,
} from './mantine/index.ts'
export { TypingIndicator } from './mantine/index.ts'
export type {
  TypingIndicatorCssVariables,
  TypingIndicatorFactory,
  TypingIndicatorLabels,
  TypingIndicatorProps,
  TypingIndicatorStylesNames,
} from './mantine/index.ts'
