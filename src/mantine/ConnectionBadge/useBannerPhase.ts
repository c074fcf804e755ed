import { useEffect, useState } from 'react'

export type BannerPhase = 'hidden' | 'away' | 'returned'

/** How long the return is confirmed, ms. */
const confirmation = 4000

/** `away` once the connection has been lost for `delay` ms, then `returned` for a moment, then `hidden`. */
export function useBannerPhase(away: boolean, delay: number): BannerPhase {
  const [phase, setPhase] = useState<BannerPhase>('hidden')
  if (phase === 'away' && !away) setPhase('returned')

  useEffect(() => {
    if (!away || phase === 'away') return undefined
    const timer = setTimeout(() => setPhase('away'), delay)
    return () => clearTimeout(timer)
  }, [away, phase, delay])

  useEffect(() => {
    if (phase !== 'returned') return undefined
    const timer = setTimeout(() => setPhase('hidden'), confirmation)
    return () => clearTimeout(timer)
  }, [phase])

  return phase
}
