import { useEffect, useRef, useState } from 'react'
import { useStable } from '../lib/useStable.ts'
import type { Member } from '../../index.ts'

/** Joins and leaves within this time are announced together, ms. */
const gathering = 2000
/** Least time between two announcements, ms. */
const quiet = 10_000

type Movement = 'joined' | 'left'

interface Wording {
  joined: (first: string, others: number) => string
  left: (first: string, others: number) => string
}

/** Collects joins and leaves, and returns one announcement of them for a polite live region. */
export function usePresenceAnnouncement(wording: Wording) {
  const [announcement, setAnnouncement] = useState('')
  /** Changes since the last announcement, by member id: a join and a leave cancel each other. */
  const moved = useRef(new Map<string, { movement: Movement; name: string }>())
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const saidAt = useRef(-Infinity)
  useEffect(() => () => clearTimeout(timer.current), [])

  const announce = useStable(() => {
    timer.current = undefined
    const all = [...moved.current.values()]
    moved.current.clear()
    const sentences = (['joined', 'left'] as const).flatMap((one) => {
      const [first, ...others] = all.filter((each) => each.movement === one)
      return first ? [wording[one](first.name, others.length)] : []
    })
    if (sentences.length === 0) return
    saidAt.current = Date.now()
    setAnnouncement(sentences.join('. '))
  })

  const note = useStable((movement: Movement, { id }: Member, name: string) => {
    const before = moved.current.get(id)
    if (before && before.movement !== movement) moved.current.delete(id)
    else moved.current.set(id, { movement, name })
    timer.current ??= setTimeout(announce, Math.max(gathering, saidAt.current + quiet - Date.now()))
  })

  return { announcement, note }
}
