import { useEffect, useState } from 'react'
import { startTimer } from '../../primitives/index.ts'
import { type ConnectionCondition, isPassing } from './connection-condition.ts'

/**
 * The condition without blips: good news shows at once, a connection that was lost only after it has
 * stayed away for `delay` ms. However often the condition changes meanwhile, the delay runs once.
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
