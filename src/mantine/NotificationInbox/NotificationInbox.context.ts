import { createSafeContext, type GetStylesApi } from '@mantine/core'
import type { NotificationInboxStore } from '../notifications/inbox/notification-inbox.ts'
import type { NotificationInboxLabels } from './inbox-labels.ts'
import type { NotificationInboxFactory } from './NotificationInbox.props.ts'

export interface NotificationInboxContextValue {
  getStyles: GetStylesApi<NotificationInboxFactory>
  labels: NotificationInboxLabels
  inbox: NotificationInboxStore
}

export const [NotificationInboxProvider, useNotificationInboxContext] =
  createSafeContext<NotificationInboxContextValue>(
    'Expected the parts of NotificationInbox to be rendered within it, but got no context.',
  )
