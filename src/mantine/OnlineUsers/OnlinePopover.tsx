import { Popover, type PopoverProps } from '@mantine/core'
import type { ReactElement } from 'react'
import { OnlineList, type OnlineListProps } from './OnlineList.tsx'
import { useOnlineUsersContext } from './OnlineUsers.context.ts'

export interface OnlinePopoverProps extends OnlineListProps, Pick<PopoverProps, 'position'> {
  /** The button that opens the list. */
  children: ReactElement
}

/** The whole list, opened by a button. */
export function OnlinePopover({ children, position = 'bottom-start', ...list }: OnlinePopoverProps) {
  const { getStyles } = useOnlineUsersContext()
  return (
    <Popover position={position} width="min(280px, calc(100vw - 1rem))" shadow="md" trapFocus returnFocus>
      <Popover.Target>{children}</Popover.Target>
      <Popover.Dropdown {...getStyles('dropdown')}>
        <OnlineList {...list} />
      </Popover.Dropdown>
    </Popover>
  )
}
