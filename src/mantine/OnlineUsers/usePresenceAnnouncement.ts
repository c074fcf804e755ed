import { useEffect, useRef, useState } from 'react'
import { useStable } from '../lib/useStable.ts'
import type { Member } from '../../index.ts'

/** Joins and leaves within this time are announced together, ms. */
const batchDelay = 2000
/** Minimum interval between two announcements, ms. */
const minInterval = 10_000

type PresenceChange = 'joined' | 'left'

interface PresenceAnnouncementLabels {
  joined: (first: string, others: number) => string
  left: (first: string, others: number) => string
}

/** Collects joins and leaves, and returns one announcement of them for a polite live region. */
export function usePresenceAnnouncement(labels: PresenceAnnouncementLabels) {
  const [announcement, setAnnouncement] = useState('')
  /** Changes since the last announcement, by member id: a join and a leave cancel each other. */
  const changes = useRef(new Map<string, { change: PresenceChange; name: string }>())
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  /** ms of `performance.now()` */
  const announcedAt = useRef(-Infinity)
  useEffect(() => () => clearTimeout(timer.current), [])

  const announce = useStable(() => {
    timer.current = undefined
    const all = [...changes.current.values()]
    changes.current.clear()
    const sentences = (['joined', 'left'] as const).flatMap((one) => {
      const [first, ...others] = all.filter((each) => each.change === one)
      return first ? [labels[one](first.name, others.length)] : []
    })
    if (sentences.length === 0) return
    announcedAt.current = performance.now()
    setAnnouncement(sentences.join('. '))
  })

  const addChange = useStable((change: PresenceChange, { id }: Member, name: string) => {
    const before = changes.current.get(id)
    if (before && before.change !== change) changes.current.delete(id)
    else changes.current.set(id, { change, name })
    timer.current ??= setTimeout(
      announce,
      Math.max(batchDelay, announcedAt.current + minInterval - performance.now()),
    )
  })

  return { announcement, addChange }
}
