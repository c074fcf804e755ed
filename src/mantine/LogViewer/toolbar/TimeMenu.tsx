import { Menu } from '@mantine/core'
import { memo, type ReactNode } from 'react'
import { IconButton } from '../IconButton.tsx'
import { useLogTools } from '../LogViewer.context.ts'
import { classes } from '../log-viewer-classes.ts'
import { MenuFailed } from './MenuFailed.tsx'
import { useMenu } from './useMenu.ts'

/** The menu of time ranges before the newest line. */
export const TimeMenu = memo(function TimeMenu(): ReactNode {
  const { labels } = useLogTools()
  const { contents, isOpen, setOpen, button } = useMenu()
  return (
    <Menu
      opened={isOpen}
      onChange={setOpen}
      position="bottom-start"
      shadow="md"
      withInitialFocusPlaceholder={false}
    >
      <Menu.Target>
        <IconButton
          {...button}
          className={classes.times ?? ''}
          size={28}
          icon="clock"
          label={labels.times}
          title={labels.times}
        />
      </Menu.Target>
      <Menu.Dropdown>{contents ? <contents.TimeItems /> : <MenuFailed />}</Menu.Dropdown>
    </Menu>
  )
})
