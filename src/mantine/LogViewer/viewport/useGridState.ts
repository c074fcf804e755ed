import { useSyncExternalStore } from 'react'
import type { GridWindow } from './grid-window.ts'
import type { LogGrid } from './log-grid.ts'

/** Selects one value of the grid's window; renders only when that value changes. */
export function useGridState<Value extends boolean | number>(
  grid: LogGrid,
  select: (window: GridWindow) => Value,
): Value {
  const read = (): Value => select(grid.getSnapshot())
  return useSyncExternalStore(grid.subscribe, read, read)
}
