import { useEffect, useRef, useSyncExternalStore } from 'react'
import type { LogGrid } from './log-grid.ts'
import type { LogView } from './useLogView.ts'

/** Loads older lines as the reader comes near the oldest, and lets them go once the reader is back at the end. */
export function useOlderLines({ log, snapshot, listKey }: LogView, grid: LogGrid): void {
  const { isNearTop, isFollowing } = useSyncExternalStore(grid.subscribe, grid.getSnapshot, grid.getSnapshot)
  const { first, hasOlder } = snapshot
  const isLoading = useRef(false)
  const isWanted = isNearTop && hasOlder && listKey === log
  useEffect(() => {
    if (!isWanted || isLoading.current) return
    isLoading.current = true
    const load = async (): Promise<void> => {
      try {
        await log.loadOlder()
      } finally {
        isLoading.current = false
      }
    }
    // The log's own `error` says why a page could not be had.
    void load().catch(() => {})
  }, [log, isWanted, first])
  useEffect(() => {
    if (isFollowing) log.releaseOlder()
  }, [log, isFollowing])
}
