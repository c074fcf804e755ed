import { useInsertionEffect, useRef, type RefObject } from 'react'

/** The value of the last render, for callbacks that must not be anybody's dependency. */
export function useLatest<Value>(value: Value): RefObject<Value> {
  const ref = useRef(value)
  useInsertionEffect(() => {
    ref.current = value
  })
  return ref
}
