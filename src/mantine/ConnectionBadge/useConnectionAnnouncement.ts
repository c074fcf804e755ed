import { useState } from 'react'
import { useAnnouncement } from '../lib/useAnnouncement.ts'
import type { ConnectionTone } from './connection-condition.ts'

/** The announcement for screen readers: a problem, and its end. The first connection is not announced. */
export function useConnectionAnnouncement(tone: ConnectionTone, text: string): string {
  const trouble = tone === 'trouble' || tone === 'broken'
  const [hadTrouble, setHadTrouble] = useState(false)
  if (trouble && !hadTrouble) setHadTrouble(true)
  const isAnnounced = trouble || (tone === 'good' && hadTrouble)
  return useAnnouncement(isAnnounced ? text : '')
}
