import { useEffect } from 'react'
import { useLatest } from '../../../primitives/react.ts'

/** Listens to clicks in an element that is not interactive itself. */
export function useClicks(element: HTMLElement | null, onClick: (event: MouseEvent) => void): void {
  const latest = useLatest(onClick)
  useEffect(() => {
    const listener = (event: MouseEvent): void => {
      latest.current(event)
    }
    element?.addEventListener('click', listener)
    return () => {
      element?.removeEventListener('click', listener)
    }
  }, [element, latest])
}
