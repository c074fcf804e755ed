import { useEffect, useState } from 'react'
import { startTimer } from '../../primitives/index.ts'
import type { ConnectionTone } from './connection-condition.ts'

export type BannerPhase = 'hidden' | 'away' | 'returned'

/** How long the banner confirms that the connection is back, ms. */
const confirmation = 4000

/**
 *     hidden ── lost for `delay` ms ──► away ── connected ──► returned ── 4 s, or lost again ──► hidden
 *        ▲                               └── disconnected ──────────────────────────────────────┘
 */
export function useBannerPhase(tone: ConnectionTone, delay: number): BannerPhase {
  const [phase, setPhase] = useState<BannerPhase>('hidden')
  const isLost = tone !== 'good' && tone !== 'off'
  if (phase === 'away' && !isLost) setPhase(tone === 'good' ? 'returned' : 'hidden')
  if (phase === 'returned' && tone !== 'good') setPhase('hidden')

  useEffect(() => {
    if (!isLost || phase === 'away') return undefined
    return startTimer(() => setPhase('away'), delay)
  }, [isLost, phase, delay])

  useEffect(() => {
    if (phase !== 'returned') return undefined
    const timer = setTimeout(() => setPhase('hidden'), confirmation)
    return () => clearTimeout(timer)
  }, [phase])

  return phase
}
