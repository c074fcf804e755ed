import { Skeleton, VisuallyHidden } from '@mantine/core'
import { useNotificationInboxContext } from './NotificationInbox.context.ts'

/** Skeletons until storage is read; as tall as notifications. */
export function InboxLoading() {
  const { getStyles, labels } = useNotificationInboxContext()
  return (
    <div {...getStyles('loading')} aria-busy="true">
      {[0, 1, 2].map((row) => (
        <div key={row}>
          <Skeleton circle height={18} />
          <span>
            <Skeleton height={11} width="45%" />
            <Skeleton height={11} width="80%" />
            <Skeleton height={9} width="20%" />
          </span>
        </div>
      ))}
      <VisuallyHidden role="status">{labels.loading}</VisuallyHidden>
    </div>
  )
}
