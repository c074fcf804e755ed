import { createContext, useContext } from 'react'
import type { CustomContainerComponentProps, CustomItemComponentProps } from 'virtua'

const ListSize = createContext(0)

/** The length of the list, of which only a part is mounted. */
export const ListSizeProvider = ListSize.Provider

/** The list element for virtua. Safari drops the role of a list without bullets unless it is set. */
export function VirtualList({ ref, ...props }: CustomContainerComponentProps) {
  // oxlint-disable-next-line jsx-a11y/no-redundant-roles -- see above
  return <ul ref={ref as React.Ref<HTMLUListElement>} role="list" {...props} />
}

/** A row with its position among all rows, for assistive technology. */
export function VirtualListItem({ index, ref, ...props }: CustomItemComponentProps) {
  const size = useContext(ListSize)
  return <li ref={ref as React.Ref<HTMLLIElement>} aria-setsize={size} aria-posinset={index + 1} {...props} />
}
