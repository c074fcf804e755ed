import { useCallback, useInsertionEffect, useRef } from 'react'

/** The same function at every render, for parts that compare their props; it calls the newest. */
export function useStable<Arguments extends readonly unknown[]>(
  callback: (...given: Arguments) => void,
): (...given: Arguments) => void {
  const latest = useRef(callback)
  useInsertionEffect(() => {
    latest.current = callback
  })
  return useCallback((...given: Arguments) => {
    latest.current(...given)
  }, [])
}
