import { TextInput } from '@mantine/core'
import { useEffect, useState } from 'react'
import type { Member } from '../../index.ts'
import { rowAtKey } from '../lib/row-keys.ts'
import { useLazyState } from '../lib/lazy-module.ts'
import { useRowFocus } from '../lib/useRowFocus.ts'
import { useStable } from '../lib/useStable.ts'
import { useNow } from '../lib/useNow.ts'
import { MemberRow } from './MemberRow.tsx'
import { useOnlineUsersContext } from './OnlineUsers.context.ts'
import { useExitTransition } from './useExitTransition.ts'
import { rowHeight, virtualMembers } from './virtual-members.ts'

/** Above this many rows only those on screen are mounted. */
const virtualAbove = 50
/** Most rows that are mounted while the code for longer lists is loaded. A channel of Pusher has at most 100 members. */
const mostRows = 200
/** The search is shown from this many members. */
const searchFrom = 8

export interface OnlineListProps {
  members: readonly Member[]
  /** Members who reported that they are away. */
  idle: ReadonlySet<string>
}

/** All members, with a search by name and role. */
export function OnlineList({ members, idle }: OnlineListProps) {
  const { getStyles, labels, describeMember, onMemberClick } = useOnlineUsersContext()
  const [query, setQuery] = useState('')
  const now = useNow(60_000, true)

  const wanted = query.trim().toLowerCase()
  const shown = wanted
    ? members.filter((member) => {
        const { name, role = '' } = describeMember(member)
        return `${name}\n${role}`.toLowerCase().includes(wanted)
      })
    : members
  const ids = shown.map(({ id }) => id)
  const rowFocus = useRowFocus(ids, () => {})
  const { scroller, onFocus, onMount, focus } = rowFocus
  const isLong = shown.length > virtualAbove
  const { value: virtual, hasFailed } = useLazyState(virtualMembers, isLong)
  useEffect(() => {
    // Without a layout, as in the tests of an app, all rows are mounted.
    if (isLong && scroller.current?.clientHeight) virtualMembers.load()
  }, [isLong, shown.length, scroller])
  const rows = hasFailed || shown.length <= mostRows ? shown : shown.slice(0, mostRows)
  const mounted = useStable(onMount)

  // Without `onMemberClick` rows are not focusable, and arrow keys scroll.
  const onKeyDown = (event: React.KeyboardEvent<HTMLElement>) => {
    const target = onMemberClick && rowAtKey(event, ids)
    if (target === undefined) return
    event.preventDefault()
    focus(target)
  }

  const row = (member: Member) => (
    <MemberRow key={member.id} member={member} isIdle={idle.has(member.id)} now={now} onMount={mounted} />
  )

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
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- keys of the rows bubble up to here */}
      <div
        ref={scroller}
        {...getStyles('scroller')}
        role="group"
        aria-label={labels.list}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- focusable, so that the keyboard can scroll it
        tabIndex={0}
        onKeyDown={onKeyDown}
        onFocus={onFocus}
      >
        {shown.length === 0 && wanted ? (
          <p {...getStyles('notice')}>{labels.noMatch(query.trim())}</p>
        ) : isLong && virtual ? (
          <virtual.VirtualMembers members={shown} rowFocus={rowFocus}>
            {row}
          </virtual.VirtualMembers>
        ) : (
          <>
            <PlainList members={rows} fades={!isLong}>
              {row}
            </PlainList>
            {rows.length < shown.length && (
              <div style={{ height: (shown.length - rows.length) * rowHeight }} aria-hidden="true" />
            )}
          </>
        )}
      </div>
    </>
  )
}

interface PlainListProps {
  members: readonly Member[]
  /** Rows fade in and out; not in a list that is about to be replaced. */
  fades: boolean
  children: (member: Member) => React.ReactNode
}

/** Mounts every row, with transitions for those that are added or removed. */
function PlainList({ members, fades, children }: PlainListProps) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-redundant-roles -- Safari drops the role of a list without bullets
    <ul role="list" data-whole={fades || undefined}>
      {useExitTransition(members).map(({ item, leaving }) => (
        <li key={item.id} data-leaving={leaving} aria-hidden={leaving}>
          {children(item)}
        </li>
      ))}
    </ul>
  )
}
