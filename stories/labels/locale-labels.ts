import type {
  ConnectionBadgeLabels,
  LogViewerLabels,
  NotificationBridgeLabels,
  NotificationInboxLabels,
  OnlineUsersLabels,
  RunStatusLabels,
  TypingIndicatorLabels,
} from 'react-pusher-kit/mantine'

/** Every text of every component in one language; a text that is missing does not compile. */
export interface LocaleLabels {
  ConnectionBadge: ConnectionBadgeLabels
  LogViewer: LogViewerLabels
  NotificationBridge: NotificationBridgeLabels
  NotificationInbox: NotificationInboxLabels
  OnlineUsers: OnlineUsersLabels
  RunStatus: RunStatusLabels
  TypingIndicator: TypingIndicatorLabels
}
