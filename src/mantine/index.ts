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
