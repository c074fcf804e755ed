import { Button, Skeleton, UnstyledButton, VisuallyHidden } from '@mantine/core'
import { Icon } from '../lib/Icon.tsx'
import { useOnlineUsersContext } from './OnlineUsers.context.ts'
import { isDenied, type PresenceView } from './presence-view.ts'

/** Shown instead of members that could not be loaded: the reason. */
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

/** Skeletons that are shown while members load. */
export function OnlineLoading({ variant }: { variant: string }) {
  const { getStyles, labels } = useOnlineUsersContext()
  return (
    <div {...getStyles('loading')} aria-busy="true">
      {variant === 'count' ? (
        <Skeleton height={14} width={72} />
      ) : (
        [60, 50, 40].map((width) => (
          <span key={width}>
            <Skeleton circle height="var(--online-users-size)" />
            {variant === 'list' && <Skeleton height={12} width={`${width}%`} />}
          </span>
        ))
      )}
      <VisuallyHidden>{labels.loading}</VisuallyHidden>
    </div>
  )
}

/** Beside the summary of a list: why its members are outdated. */
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

const arrow = 'M13 3v3.5H9.5M13 6.5A5.5 5.5 0 1 0 13.4 9'

/** Like `OnlineStale`, as an icon with a tooltip, in a place that is also reserved for up-to-date members. */
export function OnlineStaleIcon({ view, isStale }: { view: PresenceView; isStale: boolean }) {
  const { getStyles, labels } = useOnlineUsersContext()
  const isLost = view.status === 'error'
  const reason = isLost ? labels.outdated : labels.stale
  if (!isStale) return <span {...getStyles('stale')} data-icon />
  return (
    <span {...getStyles('stale')} data-icon data-lost={isLost || undefined} title={reason}>
      <VisuallyHidden>{reason}</VisuallyHidden>
      {isLost && view.retry ? (
        <UnstyledButton aria-label={labels.retry} title={`${reason}. ${labels.retry}`} onClick={view.retry}>
          <Icon size={14}>
            <path d={arrow} />
          </Icon>
        </UnstyledButton>
      ) : (
        <Icon size={14}>
          <path d={isLost ? 'M8 3v6M8 12.5v.01' : arrow} />
        </Icon>
      )}
    </span>
  )
}
