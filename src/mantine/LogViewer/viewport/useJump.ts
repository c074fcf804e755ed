import { useEffect } from 'react'
import type { EventLog } from '../../../index.ts'
import type { LogGrid } from './log-grid.ts'
import type { LineSelection } from '../selection/useLineSelection.ts'

/** Shows the line with a number and chooses it, loading older pages until it is there. */
export function useJump(
  log: EventLog,
  grid: LogGrid,
  seq: number | undefined,
  choose: LineSelection['choose'],
  isLoaded: boolean,
): void {
  useEffect(() => {
    if (seq === undefined || !isLoaded) return undefined
    let isOver = false
    const jump = async (): Promise<void> => {
      // Older pages that come in above must not be taken for new lines to follow.
      grid.release()
      const index = await log.seek(seq)
      if (isOver || index === null) return
      choose(index)
      grid.keep(index)
    }
    // The log's own `error` says why a page could not be had.
    jump().catch(() => {})
    return () => {
      isOver = true
    }
    // `choose` is another function at each render.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [log, grid, seq, isLoaded])
}
