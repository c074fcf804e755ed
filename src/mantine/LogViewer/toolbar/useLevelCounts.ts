import { useEffect, useState } from 'react'
import { levels, type LogQuery } from '../../../index.ts'
import { shownOf } from '../state/log-viewer-query.ts'
import type { LogView } from '../state/useLogView.ts'

/** ms between two counts. */
const countInterval = 200

/**
 * Counts the lines of each level that pass the other filters. Ignores regular expressions: each query of one needs its
 * own worker.
 */
export function useLevelCounts({ log, gate, query, snapshot }: LogView): readonly number[] {
  const isRegex = query.mode === 'regex'
  const { levels: _levels, ...others } = shownOf(isRegex ? { ...query, onlyMatches: false } : query) ?? {}
  const key = JSON.stringify(others)
  const [counted, setCounted] = useState<{ key: string; counts: readonly number[] } | null>(null)
  useEffect(() => {
    if (key === '{}') return undefined
    const wanted = JSON.parse(key) as LogQuery
    const results = levels.map((level) => log.query({ ...wanted, levels: [level] }))
    let timer: ReturnType<typeof setTimeout> | undefined
    const count = (): void => {
      timer = undefined
      setCounted({ key, counts: results.map(({ size }) => size) })
    }
    const stops = results.map((result) =>
      gate.through(result.subscribe)(() => {
        timer ??= setTimeout(count, countInterval)
      }),
    )
    count()
    return () => {
      clearTimeout(timer)
      for (const stop of stops) stop()
      for (const result of results) result.dispose()
    }
  }, [log, gate, key])
  return counted?.key === key ? counted.counts : snapshot.counts
}
