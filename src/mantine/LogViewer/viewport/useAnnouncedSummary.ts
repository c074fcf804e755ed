import { useEffect, useState } from 'react'
import { levels } from '../../../index.ts'
import type { LogView } from '../state/useLogView.ts'
import { useLatest } from '../../../primitives/react.ts'

/** ms between two summaries, because a screen reader takes time to read one. */
const interval = 10_000

/** The text of new lines since the last summary, for a live region. */
export function useAnnouncedSummary({ snapshot, labels }: LogView): string {
  const latest = useLatest({ snapshot, labels })
  const [spoken, setSpoken] = useState('')
  useEffect(() => {
    let last = latest.current.snapshot
    const timer = setInterval(() => {
      const { snapshot: now, labels: words } = latest.current
      const lines = now.total - last.total
      const errors = Math.max(0, errorsOf(now.counts) - errorsOf(last.counts))
      last = now
      if (lines > 0) setSpoken(words.summary(lines, errors))
    }, interval)
    return () => {
      clearInterval(timer)
    }
  }, [latest])
  return spoken
}

function errorsOf(counts: readonly number[]): number {
  return counts.slice(levels.indexOf('error')).reduce((sum, count) => sum + count, 0)
}
