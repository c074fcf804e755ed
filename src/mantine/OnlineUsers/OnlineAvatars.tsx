import { UnstyledButton, VisuallyHidden } from '@mantine/core'
import { useMemo } from 'react'
import type { Member } from '../../index.ts'
import { MemberAvatar } from './MemberAvatar.tsx'
import { useOnlineUsersContext } from './OnlineUsers.context.ts'
import { OnlinePopover } from './OnlinePopover.tsx'
import { SharedTooltip } from './SharedTooltip.tsx'
import { useExitTransition } from './useExitTransition.ts'

export interface OnlineAvatarsProps {
  members: readonly Member[]
  /** Members who reported that they are away. */
  idle: ReadonlySet<string>
  max: number
}

/** Overlapping avatars; the last one counts the others and opens the whole list. */
export function OnlineAvatars({ members, idle, max }: OnlineAvatarsProps) {
  const { getStyles, labels, describeMember, onMemberClick } = useOnlineUsersContext()
  const visible = useMemo(() => members.slice(0, members.length > max ? max - 1 : max), [members, max])
  const shown = useExitTransition(visible)
  const more = members.length - visible.length

  return (
    <SharedTooltip>
      {/* oxlint-disable-next-line jsx-a11y/no-redundant-roles -- Safari drops the role of a list without bullets */}
      <ul {...getStyles('avatars')} role="list" aria-label={labels.list}>
        {shown.map(({ item: member, leaving }) => {
          const { id, isMe } = member
          const person = describeMember(member)
          const isIdle = idle.has(id)
          const name = [person.name, isMe && `(${labels.you})`, isIdle && `– ${labels.idle}`]
            .filter(Boolean)
            .join(' ')
          const content = (
            <>
              <MemberAvatar id={id} person={person} isIdle={isIdle} />
              <VisuallyHidden>{name}</VisuallyHidden>
            </>
          )
          return (
            <li
              key={id}
              data-tooltip={name}
              data-leaving={leaving}
              data-me={isMe || undefined}
              aria-hidden={leaving}
            >
              {onMemberClick ? (
                <UnstyledButton onClick={() => onMemberClick(member)}>{content}</UnstyledButton>
              ) : (
                // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- its tooltip must be reachable by keyboard
                <span tabIndex={0}>{content}</span>
              )}
            </li>
          )
        })}
        {more > 0 && (
          <li>
            <OnlinePopover members={members} idle={idle} position="bottom-end">
              <UnstyledButton {...getStyles('more')} aria-label={labels.more(more)}>
                +{more}
              </UnstyledButton>
            </OnlinePopover>
          </li>
        )}
      </ul>
    </SharedTooltip>
  )
}
