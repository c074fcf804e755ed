import { useEffect } from 'react'
import type { LogGrid } from './log-grid.ts'

/** Delay after the last scroll before the scroll bar is corrected, ms. */
const correctionDelay = 150

/** Width of an overlay scroll bar, px. */
const overlayBar = 16

/**
 * Passes input to the grid. Following ends when the user scrolls up by wheel or touch, drags the scroll bar, or selects
 * text. A `scroll` event alone does not end it, because layout also causes such events.
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
        // An overlay scroll bar does not reduce the client width.
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
