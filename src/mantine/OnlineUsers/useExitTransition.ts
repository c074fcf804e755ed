import { useEffect, useRef, useState } from 'react'

/** Duration of the fade of a member who left, ms. */
const fadeDuration = 200

interface TransitionItem<T> {
  item: T
  /** Set while it fades out. */
  leaving?: true
}

interface RemovedItem<T> {
  item: T
  /** Its index before it was removed. */
  at: number
}

/** Keeps removed items at their place for a moment, marked as `leaving`, so that they can fade out. */
export function useExitTransition<T extends { id: string }>(
  items: readonly T[],
): readonly TransitionItem<T>[] {
  const [before, setBefore] = useState(items)
  const [removed, setRemoved] = useState<readonly RemovedItem<T>[]>([])
  const timers = useRef(new Map<string, ReturnType<typeof setTimeout>>())

  if (before !== items) {
    const present = new Set(items.map(({ id }) => id))
    const newlyRemoved = before.flatMap((item, at) => (present.has(item.id) ? [] : [{ item, at }]))
    setBefore(items)
    setRemoved([...removed.filter(({ item }) => !present.has(item.id)), ...newlyRemoved])
  }

  useEffect(() => {
    // One timer per item, so that further changes do not extend it.
    for (const { item } of removed) {
      if (timers.current.has(item.id)) continue
      const forget = () => {
        timers.current.delete(item.id)
        setRemoved((all) => all.filter((one) => one.item.id !== item.id))
      }
      timers.current.set(item.id, setTimeout(forget, fadeDuration))
    }
  }, [removed])
  useEffect(() => {
    const pending = timers.current
    return () => {
      for (const timer of pending.values()) clearTimeout(timer)
      pending.clear()
    }
  }, [])

  const shown: TransitionItem<T>[] = items.map((item) => ({ item }))
  for (const { item, at } of removed) shown.splice(at, 0, { item, leaving: true })
  return shown
}
