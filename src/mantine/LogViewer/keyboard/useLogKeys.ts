import { useEffect } from 'react'
import { useLatest } from '../../../primitives/react.ts'
import type { LogGrid } from '../viewport/log-grid.ts'
import { type LogKeyActions, handleLogKey } from './log-keys.ts'

/** Listens to keys while the viewport itself has the focus. */
export function useLogKeys(element: HTMLElement | null, grid: LogGrid, actions: LogKeyActions): void {
  const latest = useLatest(actions)
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.target !== element) return
      const press = { isShifted: event.shiftKey, grid, actions: latest.current }
      if (handleLogKey(event.key, press)) event.preventDefault()
    }
    element?.addEventListener('keydown', onKeyDown)
    return () => {
      element?.removeEventListener('keydown', onKeyDown)
    }
  }, [element, grid, latest])
}
