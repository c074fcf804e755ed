import { useEffect, useState } from 'react'

const inputs = ['pointermove', 'pointerdown', 'keydown', 'wheel', 'scroll'] as const

/** True after `idleAfter` ms without input in this tab. Input costs a note of the time, no timer. */
export function useAway(idleAfter: number): boolean {
  const [isAway, setAway] = useState(false)
  useEffect(() => {
    let inputAt = Date.now()
    let timer: ReturnType<typeof setTimeout> | undefined
    function check() {
      const rest = inputAt + idleAfter - Date.now()
      timer = rest > 0 ? setTimeout(check, rest) : undefined
      setAway(timer === undefined)
    }
    function note() {
      inputAt = Date.now()
      if (timer === undefined) check()
    }
    check()
    const options = { passive: true, capture: true }
    for (const input of inputs) document.addEventListener(input, note, options)
    return () => {
      clearTimeout(timer)
      for (const input of inputs) document.removeEventListener(input, note, options)
    }
  }, [idleAfter])
  return isAway
}
