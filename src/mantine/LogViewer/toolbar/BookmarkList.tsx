import { ActionIcon, Popover, Tooltip, UnstyledButton, VisuallyHidden } from '@mantine/core'
import { memo, type ReactNode, useState } from 'react'
import { plainText } from '../../../index.ts'
import { Icon } from '../icons.tsx'
import { bookmarkKey, type LogBookmark } from '../selection/log-bookmarks.ts'
import { clockTime } from '../line/log-time.ts'
import { classes } from '../log-viewer-classes.ts'
import { useLogTools } from '../LogViewer.context.ts'
import type { Bookmarks } from '../selection/useBookmarks.ts'
import { visibleText } from '../line/visible-text.ts'

/** The bookmarks with the text of their lines, each with a button to go there and one to remove it. */
export const BookmarkList = memo(function BookmarkList(bookmarks: Bookmarks): ReactNode {
  const { labels } = useLogTools()
  const [isOpen, setOpen] = useState(false)
  const { all, clear, step } = bookmarks
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-end" shadow="md" trapFocus returnFocus>
      <Popover.Target>
        <Tooltip className={classes.tooltip ?? ''} label={labels.bookmarks} openDelay={400} disabled={isOpen}>
          <ActionIcon
            className={classes.switch ?? ''}
            variant="subtle"
            color="gray"
            size={30}
            aria-label={all.length > 0 ? labels.bookmarkCount(all.length) : labels.bookmarks}
            data-any={all.length > 0 || undefined}
            onClick={() => {
              setOpen((open) => !open)
            }}
          >
            <Icon name="bookmark" />
            {all.length > 0 && <span className={classes.switchCount}>{all.length}</span>}
          </ActionIcon>
        </Tooltip>
      </Popover.Target>
      <VisuallyHidden role="status">{all.length > 0 && labels.bookmarkCount(all.length)}</VisuallyHidden>
      <Popover.Dropdown className={`${classes.palette} ${classes.bookmarks}`} aria-label={labels.bookmarks}>
        {all.length === 0 ? (
          <p className={classes.bookmarksEmpty}>{labels.noBookmarks}</p>
        ) : (
          <>
            <div className={classes.bookmarksTools}>
              <Step label={labels.previousBookmark} icon="up" onClick={() => step(-1)} />
              <Step label={labels.nextBookmark} icon="down" onClick={() => step(1)} />
              <UnstyledButton className={classes.threadsAll} onClick={clear}>
                {labels.removeBookmarks}
              </UnstyledButton>
            </div>
            <ul className={classes.bookmarksList}>
              {all.map((bookmark) => (
                <Item key={bookmarkKey(bookmark)} bookmark={bookmark} bookmarks={bookmarks} />
              ))}
            </ul>
          </>
        )}
      </Popover.Dropdown>
    </Popover>
  )
})

function Item({ bookmark, bookmarks }: { bookmark: LogBookmark; bookmarks: Bookmarks }): ReactNode {
  const { labels, settings } = useLogTools()
  const { level, text, timestamp } = bookmark
  const key = bookmarkKey(bookmark)
  const isGone = bookmarks.gone.has(key)
  return (
    <li className={classes.bookmarksItem} data-level={level}>
      <UnstyledButton
        className={classes.bookmarksLine}
        data-gone={isGone || undefined}
        onClick={() => {
          bookmarks.open(bookmark)
        }}
      >
        <span className={classes.bookmarksDetails}>
          <abbr className={classes.levelLetter} title={labels.level[level]}>
            {labels.level[level].charAt(0)}
          </abbr>
          {clockTime(timestamp, settings.utc, true)}
          {isGone && <span className={classes.bookmarksState}>{labels.bookmarkGone}</span>}
          {bookmarks.loading === key && <span className={classes.bookmarksState}>{labels.loadingOlder}</span>}
        </span>
        <span className={classes.bookmarksText}>{plainText(visibleText(text))}</span>
      </UnstyledButton>
      <Step
        label={labels.removeBookmark}
        icon="close"
        onClick={() => {
          bookmarks.remove(bookmark)
        }}
      />
    </li>
  )
}

function Step(props: { label: string; icon: 'up' | 'down' | 'close'; onClick: () => void }): ReactNode {
  const { label, icon, onClick } = props
  return (
    <ActionIcon variant="subtle" color="gray" size={24} aria-label={label} title={label} onClick={onClick}>
      <Icon name={icon} size={14} />
    </ActionIcon>
  )
}
