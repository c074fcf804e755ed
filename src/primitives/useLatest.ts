import { useInsertionEffect, useRef, type RefObject } from 'react'

/** A ref to the value of the latest render, for callbacks that must not be effect dependencies. */
export function useLatest<Value>(value: Value): RefObject<Value> {
  const ref = useRef(value)
  useInsertionEffect(() => {
    ref.current = value
  })
  return ref
}
