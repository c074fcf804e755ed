import { useEffect } from 'react'
import type { EventLog } from '../../../index.ts'
import type { LogGrid } from './log-grid.ts'
import type { LineSelection } from '../selection/useLineSelection.ts'

/** Scrolls to the line with a number and selects it, loading older pages until it is found. */
export function useJump(
  log: EventLog,
  grid: LogGrid,
  seq: number | undefined,
  choose: LineSelection['selectOnly'],
  isLoaded: boolean,
): void {
  useEffect(() => {
    if (seq === undefined || !isLoaded) return undefined
    let isOver = false
    const jump = async (): Promise<void> => {
      // While following, older pages would be treated as new lines.
      grid.unfollow()
      const index = await log.seek(seq)
      if (isOver || index === null) return
      choose(index)
      grid.jumpTo(index)
    }
    // The log's `error` contains the reason.
    jump().catch(() => {})
    return () => {
      isOver = true
    }
    // `choose` changes with each render.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [log, grid, seq, isLoaded])
}
