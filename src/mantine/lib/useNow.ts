import { useEffect, useState } from 'react'

/**
 * The present time, epoch ms, renewed every `interval` ms while `active`.
 *
 * Only what shows an age or a countdown uses it, and only while that is on screen.
 */
export function useNow(interval: number, active: boolean): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    if (!active) return undefined
    const tick = () => setNow(Date.now())
    tick()
    const timer = setInterval(tick, interval)
    return () => clearInterval(timer)
  }, [interval, active])
  return now
}
