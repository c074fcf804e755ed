import { Notifications } from '@mantine/notifications'
import { useMemo } from 'react'
import {
  createNotificationInbox,
  localInboxStorage,
  NotificationBridge,
  NotificationInbox,
} from 'react-pusher-kit/mantine'

interface Invoice {
  number: string
  url: string
}

// #region use
export function UserNotifications({ userId }: { userId: string }) {
  // One inbox per user; it survives a reload.
  const inbox = useMemo(
    () => createNotificationInbox({ storage: localInboxStorage(`inbox:${userId}`) }),
    [userId],
  )
  return (
    <>
      <NotificationInbox inbox={inbox} />
      <Notifications />
      <NotificationBridge
        channel={`private-account-${userId}`}
        inbox={inbox}
        map={{
          'invoice.paid': (payload) => {
            const { number, url } = payload as Invoice
            return {
              id: number,
              title: 'Paid',
              message: `Invoice ${number}`,
              severity: 'success',
              action: { label: 'Open', href: url },
            }
          },
        }}
      />
    </>
  )
}
// #endregion
