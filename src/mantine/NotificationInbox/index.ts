export { NotificationInbox } from './NotificationInbox.tsx'
export type {
  NotificationInboxFactory,
  NotificationInboxProps,
  NotificationInboxStylesNames,
} from './NotificationInbox.props.ts'
export type { NotificationInboxLabels } from './inbox-labels.ts'
