import { useEffect, useState } from 'react'

/** Time without a change after which a text is announced, ms. */
const quiet = 1500
/** Delay of the first text, ms: screen readers announce changes of a live region, not its first content. */
const entrance = 100

export interface SettledTextProps {
  text: string
  /** Announced when it is inserted: for alerts, and for a text beside another one that is announced. */
  saidAtOnce: boolean
}

/**
 * A text in a live region that may change many times a second, such as a count or a percentage: every value is visible,
 * and only the last one is announced.
 */
export function SettledText({ text, saidAtOnce }: SettledTextProps) {
  const [settled, setSettled] = useState(saidAtOnce ? text : null)
  const wait = settled === null ? entrance : quiet
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), wait)
    return () => clearTimeout(timer)
  }, [text, wait])
  // The text of a server may have another direction than the page.
  return <bdi aria-hidden={settled !== text || undefined}>{text}</bdi>
}
