import { useEffect, useRef } from 'react'
import type { LogGrid } from './log-grid.ts'

/** What keys can do besides moving. */
export interface LogKeyActions {
  search: () => void
  step: (direction: 1 | -1) => void
  togglePause: () => void
  toggleWrap: () => void
  toggleKeys: () => void
  toTop: () => void
  /** Marks the chosen lines. */
  bookmark: () => void
  stepBookmark: (direction: 1 | -1) => void
  /** Lets go of the chosen lines. */
  clear: () => void
  /** Chooses the line after or before, or more lines up to it. @returns false without a choice to move */
  choose: (direction: 1 | -1, isMore: boolean) => boolean
}

/** Rows kept from one page to the next. */
const pageOverlap = 2

/** Keys of a text view, and those of a log. @returns true when the key was one of them */
function press(key: string, isShifted: boolean, grid: LogGrid, actions: LogKeyActions): boolean {
  const { rowHeight } = grid
  const page = Math.max(1, grid.page - pageOverlap) * rowHeight
  switch (key) {
    case 'ArrowUp':
      if (!actions.choose(-1, isShifted)) grid.scrollBy(-rowHeight)
      return true
    case 'ArrowDown':
      if (!actions.choose(1, isShifted)) grid.scrollBy(rowHeight)
      return true
    case 'PageUp':
      grid.scrollBy(-page)
      return true
    case 'PageDown':
      grid.scrollBy(page)
      return true
    case 'Home':
    case 'g':
      actions.toTop()
      return true
    case 'End':
    case 'G':
    case 'f':
      grid.follow()
      return true
    case ' ':
      if (isShifted) grid.scrollBy(-page)
      else actions.togglePause()
      return true
    case '/':
      actions.search()
      return true
    case 'n':
      actions.step(1)
      return true
    case 'N':
      actions.step(-1)
      return true
    case 'b':
      actions.bookmark()
      return true
    case 'm':
      actions.stepBookmark(1)
      return true
    case 'M':
      actions.stepBookmark(-1)
      return true
    case 'Escape':
      actions.clear()
      return true
    case 'w':
      actions.toggleWrap()
      return true
    case '?':
      actions.toggleKeys()
      return true
    default:
      return false
  }
}

/** Listens to keys while the viewport itself has the focus. */
export function useLogKeys(element: HTMLElement | null, grid: LogGrid, actions: LogKeyActions): void {
  const latest = useRef(actions)
  useEffect(() => {
    latest.current = actions
  })
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.target !== element) return
      if (press(event.key, event.shiftKey, grid, latest.current)) event.preventDefault()
    }
    element?.addEventListener('keydown', onKeyDown)
    return () => {
      element?.removeEventListener('keydown', onKeyDown)
    }
  }, [element, grid])
}
