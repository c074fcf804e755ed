import { createContext, type ReactElement, useContext, useLayoutEffect } from 'react'
import { type CustomContainerComponentProps, type CustomItemComponentProps, Virtualizer } from 'virtua'
import type { Member } from '../../index.ts'
import type { RowFocus } from '../lib/useRowFocus.ts'
import { rowHeight } from './virtual-members.ts'

/** The length of the list, of which only a part is mounted. */
const ListSize = createContext(0)

export interface VirtualMembersProps {
  members: readonly Member[]
  rowFocus: RowFocus
  children: (member: Member) => ReactElement
}

/** Mounts only the rows on the screen; a chunk of its own. */
export function VirtualMembers({ members, rowFocus, children }: VirtualMembersProps) {
  const { scroller, virtualizer, keepMounted, restoreFocus } = rowFocus
  useLayoutEffect(() => {
    restoreFocus()
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- once: its rows replace those of the whole list
  }, [])
  return (
    <ListSize value={members.length}>
      <Virtualizer
        ref={virtualizer}
        as={VirtualList}
        item={VirtualListItem}
        scrollRef={scroller}
        itemSize={rowHeight}
        keepMounted={keepMounted}
        data={members}
      >
        {children}
      </Virtualizer>
    </ListSize>
  )
}

/** The list element for virtua. Safari drops the role of a list without bullets unless it is set. */
function VirtualList({ ref, ...props }: CustomContainerComponentProps) {
  // oxlint-disable-next-line jsx-a11y/no-redundant-roles -- see above
  return <ul ref={ref as React.Ref<HTMLUListElement>} role="list" {...props} />
}

/** A row with its position among all rows, for assistive technology. */
function VirtualListItem({ index, ref, ...props }: CustomItemComponentProps) {
  const size = useContext(ListSize)
  return <li ref={ref as React.Ref<HTMLLIElement>} aria-setsize={size} aria-posinset={index + 1} {...props} />
}
