import { useEffect } from 'react'

const badge = /^\(\d+\+?\) /u

/** Puts the number of unread notifications in front of the page's title. */
export function useTitleBadge(unread: number, enabled: boolean): void {
  useEffect(() => {
    if (!enabled) return undefined
    const plain = document.title.replace(badge, '')
    document.title = unread > 0 ? `(${unread > 99 ? '99+' : unread}) ${plain}` : plain
    return () => {
      document.title = document.title.replace(badge, '')
    }
  }, [unread, enabled])
}
