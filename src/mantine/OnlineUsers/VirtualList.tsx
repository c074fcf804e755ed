import { createContext, useContext } from 'react'
import type { CustomContainerComponentProps, CustomItemComponentProps } from 'virtua'

const ListSize = createContext(0)

/** How long the list is of which only a part is mounted. */
export const ListSizeProvider = ListSize.Provider

/** The list that virtua fills. Safari takes a list without bullets for none, unless its role says otherwise. */
export function VirtualList({ ref, ...props }: CustomContainerComponentProps) {
  // oxlint-disable-next-line jsx-a11y/no-redundant-roles -- see above
  return <ul ref={ref as React.Ref<HTMLUListElement>} role="list" {...props} />
}

/** A row that gives assistive technology its place among all, not among those mounted. */
export function VirtualListItem({ index, ref, ...props }: CustomItemComponentProps) {
  const size = useContext(ListSize)
  return <li ref={ref as React.Ref<HTMLLIElement>} aria-setsize={size} aria-posinset={index + 1} {...props} />
}
