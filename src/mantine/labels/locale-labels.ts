import type {
  BroadcasterStatusLabels,
  ConnectionBadgeLabels,
  EventMetricsLabels,
  LatencyHistoryLabels,
  LogViewerLabels,
  NotificationBridgeLabels,
  NotificationInboxLabels,
  OnlineUsersLabels,
  RunStatusLabels,
  TypingIndicatorLabels,
  UsageCardLabels,
} from '../index.ts'

/**
 * Every text of every component in one language, by the component's name. A missing text does not compile.
 *
 * @example
 * ```ts
 * import { de, type LocaleLabels } from 'react-pusher-kit/mantine/labels'
 *
 * // German, with custom texts.
 * export const labels: LocaleLabels = {
 *   ...de,
 *   OnlineUsers: { ...de.OnlineUsers, list: 'Wer da ist' },
 * }
 * ```
 */
export interface LocaleLabels {
  /** The texts of `BroadcasterStatus`. */
  BroadcasterStatus: BroadcasterStatusLabels
  /** The texts of `ConnectionBadge`. */
  ConnectionBadge: ConnectionBadgeLabels
  /** The texts of `EventMetrics`. */
  EventMetrics: EventMetricsLabels
  /** The texts of `LatencyHistory`. */
  LatencyHistory: LatencyHistoryLabels
  /** The texts of `LogViewer`. */
  LogViewer: LogViewerLabels
  /** The texts of `NotificationBridge`. */
  NotificationBridge: NotificationBridgeLabels
  /** The texts of `NotificationInbox`. */
  NotificationInbox: NotificationInboxLabels
  /** The texts of `OnlineUsers`. */
  OnlineUsers: OnlineUsersLabels
  /** The texts of `RunStatus`. */
  RunStatus: RunStatusLabels
  /** The texts of `TypingIndicator`. */
  TypingIndicator: TypingIndicatorLabels
  /** The texts of `UsageCard`. */
  UsageCard: UsageCardLabels
}
