import { useEffect, useState } from 'react'

/** How long a text stands still before it counts as said, ms. */
const quiet = 1500
/** A live region says what changes in it, not what it comes with: its first text follows this much later, ms. */
const entrance = 100

export interface SettledTextProps {
  text: string
  /** As it is inserted: an alert, or what stands beside another text that is said. */
  saidAtOnce: boolean
}

/**
 * A text within a live region that may change many times a second, as a count or a percentage does: the eye sees
 * every value, assistive technology gets the one that stays.
 */
export function SettledText({ text, saidAtOnce }: SettledTextProps) {
  const [settled, setSettled] = useState(saidAtOnce ? text : null)
  const wait = settled === null ? entrance : quiet
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), wait)
    return () => clearTimeout(timer)
  }, [text, wait])
  // Of its own direction: what the server sends need not be in the language of the page.
  return <bdi aria-hidden={settled !== text || undefined}>{text}</bdi>
}
