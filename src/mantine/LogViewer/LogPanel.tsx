import type { GetStylesApi } from '@mantine/core'
import { type CSSProperties, type ReactNode, useEffect, useId, useMemo, useRef, useState } from 'react'
import { selectNext } from './selection/select-next.ts'
import { indicesToBookmark } from './selection/selected-rows.ts'
import { findMatches } from './state/find-matches.ts'
import { FollowBar } from './viewport/FollowBar.tsx'
import { useIdleLoad, useLazyModule } from '../lib/lazy-module.ts'
import { lazyParts } from './lazy-parts.ts'
import { LogBanner, useNow } from './viewport/LogBanner.tsx'
import { LogFooter } from './viewport/LogFooter.tsx'
import { LogToolbar } from './toolbar/LogToolbar.tsx'
import { classes } from './log-viewer-classes.ts'
import { LogToolsProvider, LogViewerProvider } from './LogViewer.context.ts'
import type { LogViewerFactory } from './LogViewer.props.ts'
import { LogViewport } from './viewport/LogViewport.tsx'
import type { RenderLine, RowView } from './line/row-view.ts'
import { MenuFailed } from './toolbar/MenuFailed.tsx'
import { type BookmarkOptions, useBookmarks } from './selection/useBookmarks.ts'
import { TimeHistogram } from './timeline/TimeHistogram.tsx'
import { useJump } from './viewport/useJump.ts'
import { useLineSelection } from './selection/useLineSelection.ts'
import { useUnfolded } from './line/useUnfolded.ts'
import { useRowStyles } from './line/useRowStyles.ts'
import { useLogGrid } from './viewport/useLogGrid.ts'
import { type LogViewOptions, useLogView } from './state/useLogView.ts'
import { useBookmarkedRows } from './selection/useBookmarkedRows.ts'
import { useMatchStep } from './state/useMatchStep.ts'
import { useRegexHits } from './state/useRegexHits.ts'
import { useStable } from '../lib/useStable.ts'
import { useMonospace } from './viewport/useMonospace.ts'
import { useRepeatColumns } from './line/useRepeatColumns.ts'
import { useThreadColumns } from './line/useThreadColumns.ts'
import { lineGrid } from './state/view-settings.ts'

export interface LogPanelProps extends LogViewOptions, BookmarkOptions {
  withToolbar: boolean
  withFooter: boolean
  withOverview: boolean
  jumpTo: number | undefined
  getPermalink: ((seq: number) => string) | undefined
  renderLine: RenderLine | undefined
  actions: ReactNode
  getStyles: GetStylesApi<LogViewerFactory>
}

/** The viewer of one log. */
export function LogPanel({
  withToolbar,
  withFooter,
  withOverview,
  jumpTo,
  getPermalink,
  bookmarks: givenBookmarks,
  defaultBookmarks,
  onBookmarksChange,
  renderLine,
  actions,
  getStyles,
  ...options
}: LogPanelProps): ReactNode {
  const view = useLogView(options)
  const { log, gate, labels, settings, changeSettings, snapshot, list, source, query, search } = view
  const searchRef = useRef<HTMLInputElement>(null)
  const searchErrorId = useId()
  const [probe, setProbe] = useState<HTMLElement | null>(null)
  const [scroller, setScroller] = useState<HTMLElement | null>(null)
  const [spacer, setSpacer] = useState<HTMLElement | null>(null)
  const [layer, setLayer] = useState<HTMLElement | null>(null)
  const [showsKeys, setShowsKeys] = useState(false)
  const closeKeys = useStable(() => {
    setShowsKeys(false)
  })

  useEffect(() => (scroller ? gate.watch(scroller) : undefined), [gate, scroller])
  const metrics = useMonospace(scroller, probe)
  const { charWidth = 0, rowHeight = 20, width = 0 } = metrics ?? {}
  const threadColumns = useThreadColumns(log, snapshot.threads)
  const roundedUp = 10 ** String(snapshot.total).length - 1
  const repeatColumns = useRepeatColumns(source, settings.collapse ? list : null)
  const columns = useMemo(
    () => lineGrid(width, charWidth, settings, { threadColumns, repeatColumns, largestNumber: roundedUp }),
    [width, charWidth, settings, threadColumns, repeatColumns, roundedUp],
  )
  const { grid, measure, isMeasured, forget } = useLogGrid(
    { scroller, spacer, layer },
    { log, source, columns: columns.text, metrics },
  )
  const match = useMatchStep(view, grid)
  const selection = useLineSelection()
  const bookmarks = useBookmarks(
    { bookmarks: givenBookmarks, defaultBookmarks, onBookmarksChange },
    view,
    grid,
    selection,
  )
  useIdleLoad(lazyParts)
  const wantsParts = selection.range !== null || showsKeys
  const { value: parts, hasFailed } = useLazyModule(lazyParts, wantsParts)
  const bookmarked = useBookmarkedRows(view, bookmarks.all)
  const { unfolded, toggle } = useUnfolded(forget)
  useJump(log, grid, jumpTo, selection.selectOnly, snapshot.status !== 'loading')
  const now = useNow(gate, settings.timestamps === 'relative')

  const styles = useRowStyles(getStyles)
  const finds = search !== null && search.snapshot.error === null
  const find = useMemo(() => (finds ? findMatches(query) : null), [finds, query])
  const isHit = useRegexHits(view)
  const rowView = useMemo<RowView>(
    () => ({
      log,
      labels,
      settings,
      grid: columns,
      rowHeight,
      find,
      isHit,
      styles,
      unfolded,
      onUnfold: toggle,
      bookmarked,
      renderLine,
      onMeasured: measure,
      isMeasured,
    }),
    [
      log,
      labels,
      settings,
      columns,
      rowHeight,
      find,
      isHit,
      styles,
      unfolded,
      toggle,
      bookmarked,
      renderLine,
      measure,
      isMeasured,
    ],
  )

  const toggleWrap = (): void => {
    changeSettings({ wrap: !settings.wrap })
  }
  const { changeQuery } = view
  const tools = useMemo(
    () => ({ log, labels, query, changeQuery, settings, changeSettings, getStyles }),
    [log, labels, query, changeQuery, settings, changeSettings, getStyles],
  )
  return (
    <LogViewerProvider value={{ view, getStyles, searchErrorId }}>
      <LogToolsProvider value={tools}>
        {withToolbar && (
          <LogToolbar
            searchRef={searchRef}
            match={match}
            bookmarks={bookmarks}
            withFooter={withFooter}
            actions={actions}
          />
        )}
        {settings.histogram && <TimeHistogram grid={grid} />}
        <div className={classes.stage}>
          <LogBanner grid={grid} />
          <LogViewport
            scroller={scroller}
            onProbe={setProbe}
            onScroller={setScroller}
            onSpacer={setSpacer}
            onLayer={setLayer}
            grid={grid}
            view={rowView}
            current={match.index}
            range={selection.range}
            onClick={selection.onClick}
            withOverview={withOverview}
            now={settings.timestamps === 'relative' ? now : 0}
            actions={{
              search: () => searchRef.current?.focus(),
              step: match.step,
              togglePause: snapshot.paused ? log.resume : log.pause,
              toggleWrap,
              toggleKeys: () => {
                setShowsKeys((shows) => !shows)
              },
              bookmark: () => {
                const { range } = selection
                const current = match.index ?? grid.topIndex
                bookmarks.toggle(range ? indicesToBookmark(list, range) : [current])
              },
              stepBookmark: bookmarks.step,
              clear: selection.clear,
              choose: (direction, isMore) => selectNext(grid, selection, match.index, direction, isMore),
              toTop: () => {
                grid.scrollTo(grid.list.first, 0)
              },
            }}
            variables={
              {
                '--log-viewer-number': `${columns.number}ch`,
                '--log-viewer-time': `${columns.time}ch`,
                '--log-viewer-level': `${columns.level}ch`,
                '--log-viewer-repeats': `${columns.repeats}ch`,
                '--log-viewer-thread': `${columns.thread}ch`,
                // Adds half a character, so that rounding of fractional px does not wrap a line early.
                '--log-viewer-text': columns.text === Infinity ? 'max-content' : `${columns.text + 0.5}ch`,
              } as CSSProperties
            }
            density={settings.density}
          />
          <FollowBar grid={grid} />
        </div>
        {parts && selection.range ? (
          <parts.SelectionBar
            selection={selection}
            unfolded={unfolded}
            onUnfold={toggle}
            bookmarked={bookmarked}
            onBookmark={bookmarks.toggle}
            getPermalink={getPermalink}
            grid={grid}
          />
        ) : wantsParts && hasFailed ? (
          <MenuFailed isBar />
        ) : (
          withFooter && <LogFooter />
        )}
        {parts && <parts.KeyList isOpen={showsKeys} onClose={closeKeys} />}
      </LogToolsProvider>
    </LogViewerProvider>
  )
}
