import { Button, Skeleton, VisuallyHidden } from '@mantine/core'
import { useOnlineUsersContext } from './OnlineUsers.context.ts'
import { isDenied, type PresenceView } from './presence-view.ts'

/** Stands in for members while there are none to show: loading, or the reason why there never will be. */
export function OnlineNotice({ view }: { view: PresenceView }) {
  const { getStyles, labels } = useOnlineUsersContext()
  if (view.status === 'error') {
    const denied = isDenied(view.error)
    return (
      <p {...getStyles('notice')} role="alert">
        {denied ? labels.denied : labels.error}
        {!denied && view.retry && (
          <Button size="compact-xs" variant="default" onClick={view.retry}>
            {labels.retry}
          </Button>
        )}
      </p>
    )
  }
  return (
    <div {...getStyles('loading')} aria-busy="true">
      {[0, 1, 2].map((index) => (
        <Skeleton key={index} circle height="var(--online-users-size)" />
      ))}
      <VisuallyHidden>{labels.loading}</VisuallyHidden>
    </div>
  )
}
