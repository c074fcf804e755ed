import { UnstyledButton } from '@mantine/core'
import type { ReactNode } from 'react'
import { plainText } from '../../../index.ts'
import { IconButton } from '../IconButton.tsx'
import { bookmarkKey, type LogBookmark } from '../selection/log-bookmarks.ts'
import { clockTime } from '../line/log-time.ts'
import { classes } from '../log-viewer-classes.ts'
import { useLogTools } from '../LogViewer.context.ts'
import type { Bookmarks } from '../selection/useBookmarks.ts'
import { visibleText } from '../line/visible-text.ts'
import { usePartLabels } from '../usePartLabels.ts'

/** The bookmarks with the text of their lines, each with a button to go there and one to remove it. */
export function BookmarkItems({ bookmarks }: { bookmarks: Bookmarks }): ReactNode {
  const labels = usePartLabels()
  const { all, clear, step } = bookmarks
  if (all.length === 0) return <p className={classes.bookmarksEmpty}>{labels.noBookmarks}</p>
  return (
    <>
      <div className={classes.bookmarksTools}>
        <IconButton label={labels.previousBookmark} icon="up" onClick={() => step(-1)} />
        <IconButton label={labels.nextBookmark} icon="down" onClick={() => step(1)} />
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
  )
}

function Item({ bookmark, bookmarks }: { bookmark: LogBookmark; bookmarks: Bookmarks }): ReactNode {
  const { settings } = useLogTools()
  const labels = usePartLabels()
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
      <IconButton
        label={labels.removeBookmark}
        icon="close"
        onClick={() => {
          bookmarks.remove(bookmark)
        }}
      />
    </li>
  )
}
