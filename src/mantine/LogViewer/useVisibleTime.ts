import { useEffect, useRef } from 'react'
import type { LogGrid } from './log-grid.ts'
import type { TimePicture } from './time-slots.ts'
import type { LogView } from './useLogView.ts'
import { placeVisibleTime } from './visible-time.ts'

/** Keeps an element under the part of the picture whose lines are in view: with every scroll, outside of React. */
export function useVisibleTime(
  element: HTMLElement | null,
  { log, list }: LogView,
  grid: LogGrid,
  picture: TimePicture | null,
): void {
  const latest = useRef({ log, list, picture })
  useEffect(() => {
    latest.current = { log, list, picture }
  })
  useEffect(() => {
    if (!element) return undefined
    const place = (): void => {
      const { picture: shown, ...lines } = latest.current
      if (shown) placeVisibleTime(element, { ...lines, grid, picture: shown })
    }
    place()
    return grid.subscribe(place)
  }, [element, grid, picture])
}
