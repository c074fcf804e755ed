import { type RefObject, useInsertionEffect, useRef } from 'react'

/** The value of the last render, for callbacks that must not be a dependency. */
export function useLatest<Value>(value: Value): RefObject<Value> {
  const ref = useRef(value)
  useInsertionEffect(() => {
    ref.current = value
  })
  return ref
}
