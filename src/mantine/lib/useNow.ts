import { useEffect, useState } from 'react'

/** The current time, epoch ms, updated every `interval` ms while `active`. For ages and countdowns on screen only. */
export function useNow(interval: number, active: boolean): number {
  const [now, setNow] = useState(initialNow)
  useEffect(() => {
    if (!active) return undefined
    const tick = () => setNow(Date.now())
    tick()
    const timer = setInterval(tick, interval)
    return () => clearInterval(timer)
  }, [interval, active])
  return now
}

/** 0 on a server: Next.js forbids reading the clock in a prerender. */
export const initialNow = (): number => (typeof document === 'undefined' ? 0 : Date.now())
