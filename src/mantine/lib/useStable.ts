import { useCallback } from 'react'
import { useLatest } from '../../primitives/react.ts'

/** The same function at every render, for memoized components; it calls the latest callback. */
export function useStable<Arguments extends readonly unknown[]>(
  callback: (...given: Arguments) => void,
): (...given: Arguments) => void {
  const latest = useLatest(callback)
  return useCallback(
    (...given: Arguments) => {
      latest.current(...given)
    },
    [latest],
  )
}
