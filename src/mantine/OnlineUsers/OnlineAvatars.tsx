import { Popover, UnstyledButton, VisuallyHidden } from '@mantine/core'
import { useMemo } from 'react'
import type { Member } from '../../index.ts'
import { MemberAvatar } from './MemberAvatar.tsx'
import { OnlineList } from './OnlineList.tsx'
import { useOnlineUsersContext } from './OnlineUsers.context.ts'
import { SharedTooltip } from './SharedTooltip.tsx'
import { useDeparting } from './useDeparting.ts'

const fade = 200

export interface OnlineAvatarsProps {
  members: readonly Member[]
  max: number
}

/** Overlapping avatars; the last one says how many more there are and opens the whole list. */
export function OnlineAvatars({ members, max }: OnlineAvatarsProps) {
  const { getStyles, labels, describeMember, onMemberClick } = useOnlineUsersContext()
  const visible = useMemo(() => members.slice(0, members.length > max ? max - 1 : max), [members, max])
  const shown = useDeparting(visible, fade)
  const more = members.length - visible.length

  return (
    <SharedTooltip>
      <ul {...getStyles('avatars')} aria-label={labels.list}>
        {shown.map(({ item: member, leaving }) => {
          const person = describeMember(member)
          const name = member.isMe ? `${person.name} (${labels.you})` : person.name
          const content = (
            <>
              <MemberAvatar id={member.id} person={person} />
              <VisuallyHidden>{name}</VisuallyHidden>
            </>
          )
          return (
            <li
              key={member.id}
              data-tooltip={name}
              data-leaving={leaving || undefined}
              data-me={member.isMe || undefined}
              aria-hidden={leaving || undefined}
            >
              {onMemberClick ? (
                <UnstyledButton onClick={() => onMemberClick(member)}>{content}</UnstyledButton>
              ) : (
                content
              )}
            </li>
          )
        })}
        {more > 0 && (
          <li>
            <Popover position="bottom-end" width={280} shadow="md" trapFocus returnFocus>
              <Popover.Target>
                <UnstyledButton {...getStyles('more')} aria-label={labels.more(more)}>
                  +{more}
                </UnstyledButton>
              </Popover.Target>
              <Popover.Dropdown {...getStyles('dropdown')}>
                <OnlineList members={members} />
              </Popover.Dropdown>
            </Popover>
          </li>
        )}
      </ul>
    </SharedTooltip>
  )
}
