export { OnlineUsers } from './OnlineUsers.tsx'
export type {
  OnlineUsersCssVariables,
  OnlineUsersFactory,
  OnlineUsersProps,
  OnlineUsersStylesNames,
  OnlineUsersVariant,
} from './OnlineUsers.props.ts'
export type { OnlineUsersLabels } from './online-labels.ts'
export type { Person } from './person.ts'
