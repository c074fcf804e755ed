import type { LogViewerKey } from '../log-viewer-labels.ts'
import type { LogGrid } from '../viewport/log-grid.ts'

/** The actions of keys other than scrolling. */
export interface LogKeyActions {
  search: () => void
  step: (direction: 1 | -1) => void
  togglePause: () => void
  toggleWrap: () => void
  toggleKeys: () => void
  toTop: () => void
  /** Adds a bookmark to the selected lines, or removes it. */
  bookmark: () => void
  stepBookmark: (direction: 1 | -1) => void
  /** Clears the selection. */
  clear: () => void
  /** Selects the next or previous line, or extends the selection to it. @returns false without a selection to move */
  choose: (direction: 1 | -1, isMore: boolean) => boolean
}

/** A key press in the viewport. */
interface KeyPress {
  isShifted: boolean
  grid: LogGrid
  actions: LogKeyActions
}

type KeyAction = (press: KeyPress) => void

interface Shortcut {
  /** As shown in the list of keys. */
  shown: string
  /** The action of each `KeyboardEvent.key`. */
  on: Readonly<Record<string, KeyAction>>
}

/** Rows of the last page that stay visible on the next one. */
const pageOverlap = 2

function pageStep({ rowHeight, page }: LogGrid): number {
  return Math.max(1, page - pageOverlap) * rowHeight
}

const toTop: KeyAction = ({ actions }) => actions.toTop()
const follow: KeyAction = ({ grid }) => grid.follow()
const arrow =
  (direction: 1 | -1): KeyAction =>
  ({ isShifted, grid, actions }) => {
    if (!actions.choose(direction, isShifted)) grid.scrollBy(direction * grid.rowHeight)
  }

/**
 * The shortcuts in the order of their list. To add one, add a name to {@link LogViewerKey}, its labels, and a row
 * here.
 */
export const shortcuts: Readonly<Record<LogViewerKey, Shortcut>> = {
  search: { shown: '/', on: { '/': ({ actions }) => actions.search() } },
  next: { shown: 'n', on: { n: ({ actions }) => actions.step(1) } },
  previous: { shown: 'N', on: { N: ({ actions }) => actions.step(-1) } },
  first: { shown: 'g', on: { g: toTop, Home: toTop } },
  last: { shown: 'G', on: { G: follow, End: follow } },
  follow: { shown: 'f', on: { f: follow } },
  pause: {
    shown: 'Space',
    on: {
      ' ': ({ isShifted, grid, actions }) => {
        if (isShifted) grid.scrollBy(-pageStep(grid))
        else actions.togglePause()
      },
    },
  },
  wrap: { shown: 'w', on: { w: ({ actions }) => actions.toggleWrap() } },
  choose: { shown: 'Shift ↑ ↓', on: { ArrowUp: arrow(-1), ArrowDown: arrow(1) } },
  bookmark: { shown: 'b', on: { b: ({ actions }) => actions.bookmark() } },
  nextBookmark: { shown: 'm', on: { m: ({ actions }) => actions.stepBookmark(1) } },
  previousBookmark: { shown: 'M', on: { M: ({ actions }) => actions.stepBookmark(-1) } },
  keys: { shown: '?', on: { '?': ({ actions }) => actions.toggleKeys() } },
}

/** Common keys that the list does not show. */
const otherKeys: Readonly<Record<string, KeyAction>> = {
  PageUp: ({ grid }) => grid.scrollBy(-pageStep(grid)),
  PageDown: ({ grid }) => grid.scrollBy(pageStep(grid)),
  Escape: ({ actions }) => actions.clear(),
}

function actionOf(key: string): KeyAction | undefined {
  const all = [otherKeys, ...Object.values(shortcuts).map(({ on }) => on)]
  return all.find((on) => Object.hasOwn(on, key))?.[key]
}

/** @returns true when the key is one of the viewer's */
export function handleLogKey(key: string, press: KeyPress): boolean {
  const act = actionOf(key)
  act?.(press)
  return act !== undefined
}
