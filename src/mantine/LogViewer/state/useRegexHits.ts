import { useMemo } from 'react'
import type { LogView } from './useLogView.ts'

/**
 * Limits regular expressions on the main thread to lines that the worker found, because on other lines they might not
 * terminate. Null for other searches.
 */
export function useRegexHits({ query, search }: LogView): ((index: number) => boolean) | null {
  const isRegex = query.mode === 'regex'
  const result = search?.result
  const hits = search?.snapshot
  return useMemo(() => {
    if (!isRegex) return null
    return (index) => {
      if (!result || !hits) return false
      const position = result.positionOf(index)
      return position < hits.end && result.indexAt(position) === index
    }
  }, [isRegex, result, hits])
}
