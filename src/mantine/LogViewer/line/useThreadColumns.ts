import { useMemo, useState } from 'react'
import type { EventLog } from '../../../index.ts'

const longestThread = 14

/** Columns for the names of threads; 0 for a single thread. They never shrink for the same log. */
export function useThreadColumns(log: EventLog, threads: readonly string[]): number {
  const needed = useMemo(() => {
    const longest = threads.reduce((most, thread) => Math.max(most, thread.length), 0)
    return threads.length < 2 ? 0 : Math.min(longest, longestThread) + 2
  }, [threads])
  const [kept, setKept] = useState({ log, columns: needed })
  const isOther = kept.log !== log
  const columns = isOther ? needed : Math.max(kept.columns, needed)
  if (isOther || columns !== kept.columns) setKept({ log, columns })
  return columns
}
