import { ActionButton } from '../notifications/toast/ActionButton.tsx'
import { useNotificationInboxContext } from './NotificationInbox.context.ts'

/** Storage could not be read; it is asked again by itself, and at once on request. */
export function InboxFailed() {
  const { getStyles, labels, inbox } = useNotificationInboxContext()
  return (
    <div {...getStyles('failed')} role="alert">
      {labels.error}
      <ActionButton label={labels.retry} onClick={() => inbox.retry()} />
    </div>
  )
}
