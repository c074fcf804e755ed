import { useEffect, useRef, useState } from 'react'

interface Departing<T> {
  item: T
  leaving: boolean
}

/** Keeps items that went away for `duration` ms, at their place and marked, so that they can fade out. */
export function useDeparting<T extends { id: string }>(
  items: readonly T[],
  duration: number,
): Departing<T>[] {
  const [shown, setShown] = useState<readonly T[]>(items)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const present = new Set(items.map((item) => item.id))
  const gone = shown.filter((item) => !present.has(item.id))

  useEffect(() => {
    timer.current = setTimeout(() => setShown(items), duration)
    return () => clearTimeout(timer.current)
  }, [items, duration])

  const merged: Departing<T>[] = items.map((item) => ({ item, leaving: false }))
  for (const item of gone) merged.splice(shown.indexOf(item), 0, { item, leaving: true })
  return merged
}
