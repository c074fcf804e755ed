import { useState } from 'react'

/**
 * A value that the story tells and that somebody may change: what they want is shown at once, until the story
 * tells something else.
 */
export function useWanted<Value>(told: Value): [Value, (wanted: Value) => void] {
  const [wish, setWish] = useState<{ wanted: Value; told: Value } | null>(null)
  const value = wish && wish.told === told ? wish.wanted : told
  return [value, (wanted) => setWish({ wanted, told })]
}
