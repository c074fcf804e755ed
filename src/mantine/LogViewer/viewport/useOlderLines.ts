import { useEffect, useRef, useState } from 'react'
import type { LogGrid } from './log-grid.ts'
import { useGridState } from './useGridState.ts'
import type { LogView } from '../state/useLogView.ts'

/** The notice above the oldest line. */
export type OlderLines = 'loading' | 'beginning' | null

/** Loads older lines as the user scrolls near the oldest, and drops them once the viewport follows again. */
export function useOlderLines({ log, snapshot, shown }: LogView, grid: LogGrid): OlderLines {
  const isNearTop = useGridState(grid, ({ isNearTop: is }) => is)
  const isAtTop = useGridState(grid, ({ isAtTop: is }) => is)
  const isFollowing = useGridState(grid, ({ isFollowing: is }) => is)
  const { first, hasOlder } = snapshot
  const loading = useRef(false)
  const [isLoading, setLoading] = useState(false)
  const isWanted = isNearTop && hasOlder && shown === 'all'
  useEffect(() => {
    if (!isWanted || loading.current) return
    loading.current = true
    const load = async (): Promise<void> => {
      const pending = log.loadOlder()
      setLoading(true)
      try {
        await pending
      } finally {
        loading.current = false
        setLoading(false)
      }
    }
    // The log's `error` contains the reason.
    void load().catch(() => {})
  }, [log, isWanted, first])
  useEffect(() => {
    if (isFollowing) log.releaseOlder()
  }, [log, isFollowing])
  if (isLoading) return 'loading'
  return isAtTop && !hasOlder && snapshot.size > 0 && shown === 'all' && snapshot.dropped === 0
    ? 'beginning'
    : null
}
