import { useEffect, useState } from 'react'
import { startTimer } from '../../primitives/index.ts'
import { type ConnectionCondition, isPassing } from './connection-condition.ts'

/**
 * The condition without short interruptions: a lost connection is shown only after `delay` ms, everything else at once.
 * Further changes meanwhile do not restart the delay.
 */
export function useSettledCondition(condition: ConnectionCondition, delay: number): ConnectionCondition {
  const [settled, setSettled] = useState(condition)
  const [patience, setPatience] = useState(true)
  const mayBeBlip = settled === 'connected' && isPassing(condition)
  const waiting = mayBeBlip && patience

  if (!waiting && settled !== condition) setSettled(condition)
  if (!mayBeBlip && !patience) setPatience(true)

  useEffect(() => {
    if (!mayBeBlip) return undefined
    return startTimer(() => setPatience(false), delay)
  }, [mayBeBlip, delay])

  return waiting ? settled : condition
}
