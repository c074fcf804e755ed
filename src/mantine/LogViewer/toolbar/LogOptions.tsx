import { Menu } from '@mantine/core'
import { memo, type ReactNode } from 'react'
import { IconButton } from '../IconButton.tsx'
import { useLogTools } from '../LogViewer.context.ts'
import { classes } from '../log-viewer-classes.ts'
import { MenuFailed } from './MenuFailed.tsx'
import { useMenu } from './useMenu.ts'

/** The menu of options: time stamps, density, download, clear. */
export const LogOptions = memo(function LogOptions({ isCleared }: { isCleared: boolean }): ReactNode {
  const { labels } = useLogTools()
  const { contents, isOpen, setOpen, button } = useMenu()
  return (
    <Menu
      opened={isOpen}
      onChange={setOpen}
      position="bottom-end"
      shadow="md"
      width={250}
      alignItemsLabels="all"
      withInitialFocusPlaceholder={false}
    >
      <Menu.Target>
        <IconButton {...button} size={30} icon="options" label={labels.options} />
      </Menu.Target>
      <Menu.Dropdown className={classes.options ?? ''} mah="calc(100dvh - 6rem)">
        {contents ? <contents.OptionItems isCleared={isCleared} /> : <MenuFailed />}
      </Menu.Dropdown>
    </Menu>
  )
})
