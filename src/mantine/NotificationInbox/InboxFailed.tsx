import { ActionButton } from '../notifications/toast/ActionButton.tsx'
import { useNotificationInboxContext } from './NotificationInbox.context.ts'

/** Shown when storage could not be read, with a button that retries immediately. */
export function InboxFailed() {
  const { getStyles, labels, inbox } = useNotificationInboxContext()
  return (
    <div {...getStyles('failed')} role="alert">
      {labels.error}
      <ActionButton label={labels.retry} onClick={() => inbox.retry()} />
    </div>
  )
}
