import { useMemo } from 'react'
import type { LogView } from './useLogView.ts'

/**
 * A regular expression is run here only on lines that its worker already answered for: on others it might take
 * for ever. Null for a search that cannot.
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
