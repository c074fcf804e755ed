import { Box, type BoxProps, type ElementProps, Popover, UnstyledButton, VisuallyHidden } from '@mantine/core'
import { useMemo } from 'react'
import { OnlineAvatars } from './OnlineAvatars.tsx'
import { OnlineList } from './OnlineList.tsx'
import { OnlineNotice } from './OnlineNotice.tsx'
import { useOnlineUsersContext } from './OnlineUsers.context.ts'
import type { OnlineUsersVariant } from './OnlineUsers.tsx'
import { arrange, type PresenceView } from './presence-view.ts'

export interface OnlineUsersBodyProps {
  view: PresenceView
  variant: OnlineUsersVariant | (string & {})
  max: number
  announcement: string
  rootProps: BoxProps & ElementProps<'div'>
}

/** Chooses what to show for the state that presence is in. */
export function OnlineUsersBody({ view, variant, max, announcement, rootProps }: OnlineUsersBodyProps) {
  const { getStyles, labels } = useOnlineUsersContext()
  const members = useMemo(() => arrange(view.members), [view.members])
  const ready = members.length > 0 || (view.status === 'subscribed' && !view.error)
  const alone = members.length === 1 && members[0]?.isMe
  const summary = members.length === 0 ? labels.nobody : alone ? labels.onlyYou : labels.count(members.length)

  return (
    <Box
      {...getStyles('root', { variant })}
      {...rootProps}
      variant={variant}
      mod={[{ stale: view.isStale, empty: members.length === 0 }, rootProps.mod]}
    >
      {ready ? (
        <>
          {variant === 'list' && (
            <>
              <div {...getStyles('header')}>
                {summary}
                {view.isStale && <span {...getStyles('stale')}>{labels.stale}</span>}
              </div>
              {members.length > 0 && <OnlineList members={members} />}
            </>
          )}
          {variant === 'count' && (
            <Popover position="bottom-start" width={280} shadow="md" trapFocus returnFocus>
              <Popover.Target>
                <UnstyledButton {...getStyles('count')} disabled={members.length === 0}>
                  {summary}
                </UnstyledButton>
              </Popover.Target>
              <Popover.Dropdown {...getStyles('dropdown')}>
                <OnlineList members={members} />
              </Popover.Dropdown>
            </Popover>
          )}
          {variant === 'avatars' && (
            <>
              {members.length > 0 && <OnlineAvatars members={members} max={max} />}
              {members.length < 2 && <span {...getStyles('notice')}>{summary}</span>}
            </>
          )}
          {variant !== 'list' && view.isStale && <span {...getStyles('stale')}>{labels.stale}</span>}
        </>
      ) : (
        <OnlineNotice view={view} />
      )}
      <VisuallyHidden role="status">{announcement}</VisuallyHidden>
    </Box>
  )
}
