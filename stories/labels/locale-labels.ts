import type {
  BroadcasterStatusLabels,
  ConnectionBadgeLabels,
  LogViewerLabels,
  NotificationBridgeLabels,
  NotificationInboxLabels,
  OnlineUsersLabels,
  RunStatusLabels,
  TypingIndicatorLabels,
  UsageCardLabels,
} from 'react-pusher-kit/mantine'

/** Every text of every component in one language; a text that is missing does not compile. */
export interface LocaleLabels {
  BroadcasterStatus: BroadcasterStatusLabels
  ConnectionBadge: ConnectionBadgeLabels
  LogViewer: LogViewerLabels
  NotificationBridge: NotificationBridgeLabels
  NotificationInbox: NotificationInboxLabels
  OnlineUsers: OnlineUsersLabels
  RunStatus: RunStatusLabels
  TypingIndicator: TypingIndicatorLabels
  UsageCard: UsageCardLabels
}
