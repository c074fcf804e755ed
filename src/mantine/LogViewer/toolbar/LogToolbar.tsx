import type { ReactNode, RefObject } from 'react'
import { BookmarkList } from './BookmarkList.tsx'
import { LevelFilter } from './LevelFilter.tsx'
import { LogOptions } from './LogOptions.tsx'
import { LogSearch } from './LogSearch.tsx'
import { LogSwitches } from './LogSwitches.tsx'
import { useLogViewer } from '../LogViewer.context.ts'
import { classes } from '../log-viewer-classes.ts'
import { TimeMenu } from './TimeMenu.tsx'
import { TimeRangeChip } from './TimeRangeChip.tsx'
import { ThreadFilter } from './ThreadFilter.tsx'
import { useLevelCounts } from './useLevelCounts.ts'
import { usePartStyles } from '../usePartStyles.ts'
import type { Bookmarks } from '../selection/useBookmarks.ts'
import type { MatchStep } from '../state/useMatchStep.ts'

export interface LogToolbarProps {
  searchRef: RefObject<HTMLInputElement | null>
  match: MatchStep
  bookmarks: Bookmarks
  withFooter: boolean
  actions: ReactNode
}

/** Search, filters and switches. It renders with every change of the log, so its parts are memoized. */
export function LogToolbar({ searchRef, match, bookmarks, withFooter, actions }: LogToolbarProps): ReactNode {
  const { view, searchErrorId } = useLogViewer()
  const { labels, snapshot, search, settings } = view
  const { ordinal, step } = match
  const root = usePartStyles('toolbar')
  return (
    <div {...root} role="group" aria-label={labels.toolbar}>
      <LogSearch
        inputRef={searchRef}
        ordinal={ordinal}
        step={step}
        total={search && !search.snapshot.error ? search.snapshot.end - search.snapshot.first : null}
        isDone={search?.snapshot.done ?? true}
        errorId={search?.snapshot.error ? searchErrorId : null}
      />
      <div className={classes.filters}>
        <LevelFilter counts={useLevelCounts(view)} />
        <ThreadFilter threads={snapshot.threads} count={snapshot.threads.length} />
        <TimeMenu />
        <TimeRangeChip isShownBelow={withFooter || settings.histogram} />
      </div>
      <div className={classes.switches}>
        {actions}
        <BookmarkList {...bookmarks} />
        <LogSwitches isPaused={snapshot.paused} />
        <LogOptions isCleared={snapshot.cleared > 0} />
      </div>
    </div>
  )
}
