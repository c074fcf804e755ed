import { useEffect, useState } from 'react'

/** The current time, epoch ms, updated every `interval` ms while `active`. For ages and countdowns on screen only. */
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
