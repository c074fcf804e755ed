import { Popover, Tooltip, VisuallyHidden } from '@mantine/core'
import { memo, type ReactNode } from 'react'
import { IconButton } from '../IconButton.tsx'
import { classes } from '../log-viewer-classes.ts'
import { useLogTools } from '../LogViewer.context.ts'
import type { Bookmarks } from '../selection/useBookmarks.ts'
import { MenuFailed } from './MenuFailed.tsx'
import { useMenu } from './useMenu.ts'

/** The bookmarks with the text of their lines. Each has a button that scrolls to the line, and one that removes it. */
export const BookmarkList = memo(function BookmarkList(bookmarks: Bookmarks): ReactNode {
  const { labels } = useLogTools()
  const { contents, isOpen, setOpen, button } = useMenu()
  const { all } = bookmarks
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-end" shadow="md" trapFocus returnFocus>
      <Popover.Target>
        <Tooltip className={classes.tooltip ?? ''} label={labels.bookmarks} openDelay={400} disabled={isOpen}>
          <IconButton
            {...button}
            size={30}
            icon="bookmark"
            label={all.length > 0 ? labels.bookmarkCount(all.length) : labels.bookmarks}
            data-any={all.length > 0 || undefined}
            onClick={() => {
              setOpen(!isOpen)
            }}
          >
            {all.length > 0 && <span className={classes.switchCount}>{all.length}</span>}
          </IconButton>
        </Tooltip>
      </Popover.Target>
      <VisuallyHidden role="status">{all.length > 0 && labels.bookmarkCount(all.length)}</VisuallyHidden>
      <Popover.Dropdown className={`${classes.palette} ${classes.bookmarks}`} aria-label={labels.bookmarks}>
        {contents ? <contents.BookmarkItems bookmarks={bookmarks} /> : <MenuFailed />}
      </Popover.Dropdown>
    </Popover>
  )
})
