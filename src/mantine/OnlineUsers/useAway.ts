import { useEffect, useState } from 'react'
import { startTimer } from '../../primitives/index.ts'

const inputs = ['pointermove', 'pointerdown', 'keydown', 'wheel', 'scroll'] as const

/** True after `idleAfter` ms without input in this tab. Input only stores the time and starts no timer. */
export function useAway(idleAfter: number): boolean {
  const [isAway, setAway] = useState(false)
  useEffect(() => {
    let inputAt = performance.now()
    let stopTimer: (() => void) | undefined
    function check() {
      const rest = inputAt + idleAfter - performance.now()
      stopTimer = rest > 0 ? startTimer(check, rest) : undefined
      setAway(stopTimer === undefined)
    }
    function note() {
      inputAt = performance.now()
      if (stopTimer === undefined) check()
    }
    check()
    const options = { passive: true, capture: true }
    for (const input of inputs) document.addEventListener(input, note, options)
    return () => {
      stopTimer?.()
      for (const input of inputs) document.removeEventListener(input, note, options)
    }
  }, [idleAfter])
  return isAway
}
