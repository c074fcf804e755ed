import { useSyncExternalStore } from 'react'
import type { GridWindow, LogGrid } from './log-grid.ts'

/** One value of what a grid draws; renders when that one changes. */
export function useGridState<Value extends boolean | number>(
  grid: LogGrid,
  select: (window: GridWindow) => Value,
): Value {
  const read = (): Value => select(grid.getSnapshot())
  return useSyncExternalStore(grid.subscribe, read, read)
}
