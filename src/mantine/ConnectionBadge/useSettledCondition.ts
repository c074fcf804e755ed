import { useEffect, useState } from 'react'
import { startTimer } from '../../primitives/index.ts'
import { type ConnectionCondition, isTransient } from './connection-condition.ts'

/**
 * The condition without short interruptions: a lost connection is shown after `delay` ms, everything else immediately.
 * Further changes meanwhile do not restart the delay.
 */
export function useSettledCondition(condition: ConnectionCondition, delay: number): ConnectionCondition {
  const [settled, setSettled] = useState(condition)
  const [isWithinDelay, setWithinDelay] = useState(true)
  const isTransientLoss = settled === 'connected' && isTransient(condition)
  const isDelayed = isTransientLoss && isWithinDelay

  if (!isDelayed && settled !== condition) setSettled(condition)
  if (!isTransientLoss && !isWithinDelay) setWithinDelay(true)

  useEffect(() => {
    if (!isTransientLoss) return undefined
    return startTimer(() => setWithinDelay(false), delay)
  }, [isTransientLoss, delay])

  return isDelayed ? settled : condition
}
