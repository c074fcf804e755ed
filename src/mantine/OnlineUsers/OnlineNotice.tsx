import { Button, Skeleton, VisuallyHidden } from '@mantine/core'
import { useOnlineUsersContext } from './OnlineUsers.context.ts'
import { isDenied, type PresenceView } from './presence-view.ts'

/** In place of members that could not be loaded: the reason. */
export function OnlineNotice({ view }: { view: PresenceView }) {
  const { getStyles, labels } = useOnlineUsersContext()
  const denied = isDenied(view)
  return (
    <p {...getStyles('notice')} role="alert">
      {denied ? labels.denied : labels.error}
      {!denied && view.retry && (
        <Button size="compact-xs" h={24} variant="default" onClick={view.retry}>
          {labels.retry}
        </Button>
      )}
    </p>
  )
}

/** In place of members without a configured client. */
export function OnlineUnconfigured() {
  const { getStyles, labels } = useOnlineUsersContext()
  return <p {...getStyles('notice')}>{labels.notConfigured}</p>
}

/** Skeletons in place of members while they load. */
export function OnlineLoading({ variant }: { variant: string }) {
  const { getStyles, labels } = useOnlineUsersContext()
  return (
    <div {...getStyles('loading')} aria-busy="true">
      {variant === 'count' ? (
        <Skeleton height={14} width={72} />
      ) : (
        [0, 1, 2].map((index) => (
          <span key={index}>
            <Skeleton circle height="var(--online-users-size)" />
            {variant === 'list' && <Skeleton height={12} width={`${60 - index * 10}%`} />}
          </span>
        ))
      )}
      <VisuallyHidden>{labels.loading}</VisuallyHidden>
    </div>
  )
}

/** Over outdated members: why they are outdated. */
export function OnlineStale({ view }: { view: PresenceView }) {
  const { getStyles, labels } = useOnlineUsersContext()
  const isLost = view.status === 'error'
  return (
    <span {...getStyles('stale')} data-lost={isLost || undefined}>
      <span>{isLost ? labels.outdated : labels.stale}</span>
      {isLost && view.retry && (
        <Button size="compact-xs" h={24} variant="default" onClick={view.retry}>
          {labels.retry}
        </Button>
      )}
    </span>
  )
}
