import { useEffect, useRef, useState } from 'react'

/**
 * The text for a polite live region: `text`, but not on mount, not twice, and not within `quiet` ms of the last
 * announcement. After that time, the latest text is announced.
 */
export function useAnnouncement(text: string, quiet = 5000): string {
  const [announced, setAnnounced] = useState('')
  /** `at` in ms of `performance.now()` */
  const last = useRef({ text, at: -Infinity })
  useEffect(() => {
    if (text === last.current.text) return undefined
    const announce = () => {
      last.current = { text, at: performance.now() }
      setAnnounced(text)
    }
    const timer = setTimeout(announce, Math.max(0, last.current.at + quiet - performance.now()))
    return () => clearTimeout(timer)
  }, [text, quiet])
  return announced
}
