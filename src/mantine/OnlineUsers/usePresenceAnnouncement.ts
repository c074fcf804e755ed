import { useCallback, useEffect, useRef, useState } from 'react'

/** Joins and leaves within this time are announced as one sum, ms. */
const gathering = 2000

interface Movements {
  joined: string[]
  left: string[]
}

interface Wording {
  joined: (first: string, others: number) => string
  left: (first: string, others: number) => string
}

/** Gathers who came and went, and says it as a sentence for a polite live region. */
export function usePresenceAnnouncement(wording: Wording) {
  const [announcement, setAnnouncement] = useState('')
  const movements = useRef<Movements>({ joined: [], left: [] })
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const words = useRef(wording)
  useEffect(() => {
    words.current = wording
  })
  useEffect(() => () => clearTimeout(timer.current), [])

  const note = useCallback((kind: keyof Movements, name: string) => {
    movements.current[kind].push(name)
    timer.current ??= setTimeout(() => {
      const { joined, left } = movements.current
      movements.current = { joined: [], left: [] }
      timer.current = undefined
      const sentences = [
        joined[0] === undefined ? '' : words.current.joined(joined[0], joined.length - 1),
        left[0] === undefined ? '' : words.current.left(left[0], left.length - 1),
      ]
      setAnnouncement(sentences.filter(Boolean).join('. '))
    }, gathering)
  }, [])

  return { announcement, note }
}
