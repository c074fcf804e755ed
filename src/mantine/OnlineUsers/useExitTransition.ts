import { useEffect, useRef, useState } from 'react'

/** How long somebody who left fades, ms. */
export const fade = 200

interface Departing<T> {
  item: T
  leaving: boolean
}

interface Gone<T> {
  item: T
  /** Where it stood. */
  at: number
}

/** Keeps items that went away for `duration` ms, at their place and marked, so that they can fade out. */
export function useExitTransition<T extends { id: string }>(
  items: readonly T[],
  duration: number,
): readonly Departing<T>[] {
  const [before, setBefore] = useState(items)
  const [gone, setGone] = useState<readonly Gone<T>[]>([])
  const timers = useRef(new Map<string, ReturnType<typeof setTimeout>>())

  if (before !== items) {
    const present = new Set(items.map(({ id }) => id))
    const left = before.flatMap((item, at) => (present.has(item.id) ? [] : [{ item, at }]))
    setBefore(items)
    setGone([...gone.filter(({ item }) => !present.has(item.id)), ...left])
  }

  useEffect(() => {
    // One timer for each: who leaves while others come and go leaves all the same.
    for (const { item } of gone) {
      if (timers.current.has(item.id)) continue
      const forget = () => {
        timers.current.delete(item.id)
        setGone((all) => all.filter((one) => one.item.id !== item.id))
      }
      timers.current.set(item.id, setTimeout(forget, duration))
    }
  }, [gone, duration])
  useEffect(() => {
    const pending = timers.current
    return () => {
      for (const timer of pending.values()) clearTimeout(timer)
      pending.clear()
    }
  }, [])

  const shown: Departing<T>[] = items.map((item) => ({ item, leaving: false }))
  for (const { item, at } of gone) shown.splice(at, 0, { item, leaving: true })
  return shown
}
