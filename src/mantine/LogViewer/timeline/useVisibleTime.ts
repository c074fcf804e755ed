import { useEffect } from 'react'
import type { EventLog } from '../../../index.ts'
import type { LogGrid } from '../viewport/log-grid.ts'
import type { TimePicture } from './time-slots.ts'
import { placeVisibleTime } from './visible-time.ts'

/** Places an element under the slots whose lines are in view, at every scroll, outside of React. */
export function useVisibleTime(
  element: HTMLElement | null,
  log: EventLog,
  grid: LogGrid,
  picture: TimePicture | null,
): void {
  useEffect(() => {
    if (!element || !picture) return undefined
    const place = (): void => {
      placeVisibleTime(element, log, grid, picture)
    }
    place()
    return grid.subscribe(place)
  }, [element, log, grid, picture])
}
