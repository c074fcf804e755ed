import { Box, type BoxProps, type ElementProps, UnstyledButton, VisuallyHidden } from '@mantine/core'
import { useMemo } from 'react'
import { OnlineAvatars } from './OnlineAvatars.tsx'
import { OnlineList } from './OnlineList.tsx'
import { OnlineLoading, OnlineNotice, OnlineStale, OnlineStaleIcon } from './OnlineNotice.tsx'
import { OnlinePopover } from './OnlinePopover.tsx'
import { useOnlineUsersContext } from './OnlineUsers.context.ts'
import type { OnlineUsersVariant } from './OnlineUsers.props.ts'
import { sortMembers, isDenied, type PresenceView } from './presence-view.ts'

export interface OnlineUsersBodyProps {
  view: PresenceView
  variant: OnlineUsersVariant | (string & {})
  max: number
  /** Members who reported that they are away. */
  idle: ReadonlySet<string>
  announcement: string
  rootProps: BoxProps & ElementProps<'div'>
}

/** Renders the members, or a message instead of them. */
export function OnlineUsersBody(props: OnlineUsersBodyProps) {
  const { view, variant, max, idle, announcement, rootProps } = props
  const { getStyles, labels } = useOnlineUsersContext()
  const members = useMemo(() => sortMembers(view.members), [view.members])
  const isLost = view.status === 'error' || view.error !== null
  const isKnown = members.length > 0 || view.status === 'subscribed'
  const alone = members.length === 1 && members[0]?.isMe
  const summary = members.length === 0 ? labels.nobody : alone ? labels.onlyYou : labels.count(members.length)
  const isStale = view.isStale || isLost
  const staleIcon = <OnlineStaleIcon view={view} isStale={isStale} />

  function content() {
    // Without authorization, outdated members are not shown either.
    if (isDenied(view) || (isLost && members.length === 0)) return <OnlineNotice view={view} />
    if (view.isConfigured === false) return <p {...getStyles('notice')}>{labels.notConfigured}</p>
    if (!isKnown) return <OnlineLoading variant={variant} />
    if (variant === 'list') {
      return (
        <>
          <div {...getStyles('header')}>
            {summary}
            {isStale && <OnlineStale view={view} />}
          </div>
          {members.length > 0 && <OnlineList members={members} idle={idle} />}
        </>
      )
    }
    if (variant === 'count') {
      return (
        <>
          <OnlinePopover members={members} idle={idle}>
            <UnstyledButton {...getStyles('count')} disabled={members.length === 0}>
              {summary}
            </UnstyledButton>
          </OnlinePopover>
          {staleIcon}
        </>
      )
    }
    return (
      <>
        {members.length > 0 && <OnlineAvatars members={members} idle={idle} max={max} />}
        {members.length < 2 && <span {...getStyles('notice')}>{summary}</span>}
        {staleIcon}
      </>
    )
  }

  return (
    <Box
      {...getStyles('root', { variant })}
      {...rootProps}
      variant={variant}
      mod={[{ stale: isStale, empty: members.length === 0 }, rootProps.mod]}
    >
      {content()}
      <VisuallyHidden role="status">{announcement}</VisuallyHidden>
    </Box>
  )
}
