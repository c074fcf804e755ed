import { TextInput } from '@mantine/core'
import { useRef, useState } from 'react'
import { Virtualizer } from 'virtua'
import type { Member } from '../../index.ts'
import { useNow } from '../time/useNow.ts'
import { MemberRow } from './MemberRow.tsx'
import { useOnlineUsersContext } from './OnlineUsers.context.ts'

/** Above this many rows only those on screen are mounted. */
const virtualAbove = 50
/** Below this many people there is nothing to search. */
const searchFrom = 8

export interface OnlineListProps {
  members: readonly Member[]
}

/** All members, with a search by name and role. */
export function OnlineList({ members }: OnlineListProps) {
  const { getStyles, labels, describeMember } = useOnlineUsersContext()
  const [query, setQuery] = useState('')
  const now = useNow(60_000, true)
  const scroller = useRef<HTMLDivElement>(null)

  const wanted = query.trim().toLocaleLowerCase()
  const shown = wanted
    ? members.filter((member) => {
        const { name, role = '' } = describeMember(member)
        return `${name}\n${role}`.toLocaleLowerCase().includes(wanted)
      })
    : members
  const rows = shown.map((member) => <MemberRow key={member.id} member={member} now={now} />)

  return (
    <>
      {(members.length >= searchFrom || query) && (
        <TextInput
          {...getStyles('search')}
          size="xs"
          type="search"
          aria-label={labels.search}
          placeholder={labels.search}
          value={query}
          onChange={(event) => setQuery(event.currentTarget.value)}
        />
      )}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- focusable, so that the keyboard can scroll it */}
      <div ref={scroller} {...getStyles('scroller')} role="group" aria-label={labels.list} tabIndex={0}>
        {shown.length === 0 && wanted ? (
          <p {...getStyles('notice')}>{labels.noMatch(query.trim())}</p>
        ) : rows.length > virtualAbove ? (
          <Virtualizer as="ul" item="li" scrollRef={scroller} itemSize={44}>
            {rows}
          </Virtualizer>
        ) : (
          <ul>
            {shown.map((member, index) => (
              <li key={member.id}>{rows[index]}</li>
            ))}
          </ul>
        )}
      </div>
    </>
  )
}
