import { useEffect } from 'react'
import type { LogGrid } from './log-grid.ts'

/** Delay after the last scroll before the scroll bar is corrected, ms. */
const correctionDelay = 150

/** Width of a scroll bar that lies over the lines, px. */
const overlayBar = 16

/**
 * Passes input to the grid. Only scrolling up by wheel or touch, dragging the scroll bar, or selecting text ends
 * following: a `scroll` event alone does not, since layout causes those too.
 */
export function useScrollIntent(element: HTMLElement | null, grid: LogGrid): void {
  useEffect(() => {
    if (!element) return undefined
    let touchY = 0
    let correction: ReturnType<typeof setTimeout> | undefined
    const events = new AbortController()
    const { signal } = events
    const passive = { passive: true, signal }

    element.addEventListener(
      'scroll',
      () => {
        grid.onScroll()
        clearTimeout(correction)
        correction = setTimeout(() => {
          grid.correctBar()
        }, correctionDelay)
      },
      passive,
    )
    element.addEventListener(
      'wheel',
      ({ deltaY, ctrlKey }) => {
        if (deltaY < 0 && !ctrlKey) grid.leaveEnd()
      },
      passive,
    )
    element.addEventListener(
      'touchstart',
      ({ touches }) => {
        touchY = touches[0]?.clientY ?? 0
      },
      passive,
    )
    element.addEventListener(
      'touchmove',
      ({ touches }) => {
        if ((touches[0]?.clientY ?? 0) > touchY + 2) grid.leaveEnd()
      },
      passive,
    )
    element.addEventListener(
      'pointerdown',
      (event) => {
        if (event.target !== element) return
        const { left } = element.getBoundingClientRect()
        // A bar that lies over the lines takes no width from them.
        const bar = element.clientWidth < element.offsetWidth ? 0 : overlayBar
        if (event.clientX - left - element.clientLeft < element.clientWidth - bar) return
        grid.isDragging = true
        grid.leaveEnd()
      },
      passive,
    )
    window.addEventListener(
      'pointerup',
      () => {
        grid.isDragging = false
      },
      { signal },
    )
    document.addEventListener(
      'selectionchange',
      () => {
        const selection = document.getSelection()
        if (selection && !selection.isCollapsed && element.contains(selection.anchorNode)) grid.unfollow()
      },
      { signal },
    )
    return () => {
      events.abort()
      clearTimeout(correction)
    }
  }, [element, grid])
}
