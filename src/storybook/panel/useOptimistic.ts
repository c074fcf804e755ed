import { useState } from 'react'

/**
 * A value that the story reports and that the user may change: a change is shown immediately, until the story reports
 * another value.
 */
export function useOptimistic<Value>(current: Value): [Value, (next: Value) => void] {
  const [pending, setPending] = useState<{ next: Value; current: Value } | null>(null)
  const isAnswered = pending !== null && pending.current !== current
  // Permanently: when the story reports the old value again, the change is not applied again.
  if (isAnswered) setPending(null)
  return [pending && !isAnswered ? pending.next : current, (next) => setPending({ next, current })]
}
