import { useEffect, useRef } from 'react'

/** Calls for Ctrl+Enter, or Cmd+Enter, wherever the focus is. In the form of the event creator the key publishes. */
export function useCreatorKey(onKey: () => void): void {
  const latest = useRef(onKey)
  useEffect(() => {
    latest.current = onKey
  })

  useEffect(() => {
    function onKeyDown(event: KeyboardEvent): void {
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.defaultPrevented) return
      // On a link it opens a tab of the browser.
      if (event.target instanceof HTMLAnchorElement) return
      event.preventDefault()
      latest.current()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [])
}
