import { UnstyledButton } from '@mantine/core'
import { memo, useEffect, useRef } from 'react'
import type { Member } from '../../index.ts'
import { MemberAvatar } from './MemberAvatar.tsx'
import { useOnlineUsersContext } from './OnlineUsers.context.ts'

export interface MemberRowProps {
  member: Member
  isIdle: boolean
  /** Epoch ms. */
  now: number
  onMount: (id: string, row: HTMLElement) => void
}

/** One member of the list: picture, name, role, status, and how long they have been present. */
export const MemberRow = memo(function MemberRow({ member, isIdle, now, onMount }: MemberRowProps) {
  const { getStyles, labels, describeMember, renderMember, onMemberClick } = useOnlineUsersContext()
  const { id, isMe, seenAt } = member
  const person = describeMember(member)
  const detail = [isIdle && labels.idle, person.role, person.status].filter(Boolean).join(' · ')
  const button = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (button.current) onMount(id, button.current)
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- once, whoever renders it
  }, [])

  const content = renderMember?.(member) ?? (
    <>
      <MemberAvatar id={id} person={person} isIdle={isIdle} />
      <span {...getStyles('name')}>
        <span title={person.name}>
          <bdi>{person.name}</bdi>
          {isMe && <em>{labels.you}</em>}
        </span>
        {detail && <small>{detail}</small>}
      </span>
      <span {...getStyles('since')} suppressHydrationWarning>
        {labels.since(Math.max(0, now - seenAt))}
      </span>
    </>
  )

  return onMemberClick ? (
    <UnstyledButton
      ref={button}
      {...getStyles('row')}
      data-row={id}
      tabIndex={-1}
      onClick={() => onMemberClick(member)}
    >
      {content}
    </UnstyledButton>
  ) : (
    <div {...getStyles('row')}>{content}</div>
  )
})
