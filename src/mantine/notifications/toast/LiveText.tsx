import { useEffect, useState } from 'react'

/** Time without a change after which a text is announced, ms. */
const stableDelay = 1500
/** Delay of the first text, ms, because screen readers announce changes of a live region, not its initial content. */
const firstDelay = 100

export interface LiveTextProps {
  text: string
  /** Announced when it is inserted; for alerts, and for a text beside another one that is announced. */
  announcedAtOnce: boolean
}

/**
 * A text in a live region that may change many times a second, such as a count or a percentage. Every value is
 * visible, but only the last one is announced.
 */
export function LiveText({ text, announcedAtOnce }: LiveTextProps) {
  const [announced, setAnnounced] = useState(announcedAtOnce ? text : null)
  const wait = announced === null ? firstDelay : stableDelay
  useEffect(() => {
    const timer = setTimeout(() => setAnnounced(text), wait)
    return () => clearTimeout(timer)
  }, [text, wait])
  // The server's text may have a different direction than the page.
  return <bdi aria-hidden={announced !== text || undefined}>{text}</bdi>
}
