import { useEffect, useRef } from 'react'

/** Handles Ctrl+Enter and Cmd+Enter on the whole page, except in the event creator, where the keys publish. */
export function useCreatorKey(onKey: () => void): void {
  const latest = useRef(onKey)
  useEffect(() => {
    latest.current = onKey
  })

  useEffect(() => {
    function onKeyDown(event: KeyboardEvent): void {
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.defaultPrevented) return
      // On a link, the keys open a new tab.
      if (event.target instanceof HTMLAnchorElement) return
      event.preventDefault()
      latest.current()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [])
}
