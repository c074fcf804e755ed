import { UnstyledButton } from '@mantine/core'
import { memo } from 'react'
import type { Member } from '../../index.ts'
import { MemberAvatar } from './MemberAvatar.tsx'
import { useOnlineUsersContext } from './OnlineUsers.context.ts'

export interface MemberRowProps {
  member: Member
  /** Epoch ms. */
  now: number
}

/** One person of the list: picture, name, role and status, and how long they have been here. */
export const MemberRow = memo(function MemberRow({ member, now }: MemberRowProps) {
  const { getStyles, labels, describeMember, renderMember, onMemberClick, idle } = useOnlineUsersContext()
  const person = describeMember(member)
  const detail = [idle.has(member.id) ? labels.idle : undefined, person.role, person.status]
    .filter(Boolean)
    .join(' · ')

  const content = renderMember?.(member) ?? (
    <>
      <MemberAvatar id={member.id} person={person} />
      <span {...getStyles('name')}>
        <span>
          {person.name}
          {member.isMe && <em>{labels.you}</em>}
        </span>
        {detail && <small>{detail}</small>}
      </span>
      <span {...getStyles('since')}>{labels.since(Math.max(0, now - member.seenAt))}</span>
    </>
  )

  return onMemberClick ? (
    <UnstyledButton {...getStyles('row')} onClick={() => onMemberClick(member)}>
      {content}
    </UnstyledButton>
  ) : (
    <div {...getStyles('row')}>{content}</div>
  )
})
