import { useState } from 'react'

/**
 * A value that the story tells and that somebody may change: what they want is shown at once, until the story
 * tells something else.
 */
export function useWanted<Value>(told: Value): [Value, (wanted: Value) => void] {
  const [wish, setWish] = useState<{ wanted: Value; told: Value } | null>(null)
  const isAnswered = wish !== null && wish.told !== told
  // For good: when the story tells the old value again, the wish is not wanted again.
  if (isAnswered) setWish(null)
  return [wish && !isAnswered ? wish.wanted : told, (wanted) => setWish({ wanted, told })]
}
